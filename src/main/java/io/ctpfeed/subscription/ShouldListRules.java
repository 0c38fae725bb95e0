package io.ctpfeed.subscription;

import io.ctpfeed.session.YamlFile;
import io.ctpfeed.tick.Contract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rules of config/contracts.yaml: which contracts are subscribed. The last rule that matches a contract decides; what
 * none matches is left out. Immutable.
 */
public final class ShouldListRules {
    private final List<ShouldListRule> rules;

    private ShouldListRules(List<ShouldListRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Finds the word that was probably meant. */
    public interface Spelling {
        Optional<String> nearest(String word, Collection<String> known);
    }

    /** @throws IllegalArgumentException one line: file, line, what is wrong, what to write */
    public static ShouldListRules read(Path file, Spelling spelling) {
        return of(YamlFile.read(file), new RuleReader(spelling));
    }

    static ShouldListRules parse(Path file, String text, Spelling spelling) {
        return of(YamlFile.parse(file, text), new RuleReader(spelling));
    }

    private static ShouldListRules of(YamlFile.Value root, RuleReader reader) {
        List<ShouldListRule> rules = new ArrayList<>();
        YamlFile.Value list = reader.only(root, "rules");
        list.list().forEach(each -> rules.add(reader.rule(each)));
        if (rules.stream().noneMatch(ShouldListRule::include)) {
            throw list.wrong("no rule includes anything; begin with '- include: all'");
        }
        return new ShouldListRules(rules);
    }

    public boolean includes(Contract contract) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).matches(contract)) {
                return rules.get(i).include();
            }
        }
        return false;
    }

    /** Rules that match none of these contracts, probably a slip of the pen: file, line and what to look at. */
    public List<String> idle(Collection<Contract> contracts) {
        return rules.stream()
                .filter(rule -> contracts.stream().noneMatch(rule::matches))
                .map(ShouldListRule::idle)
                .toList();
    }
}
