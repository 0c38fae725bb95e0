package io.ctpfeed.subscription;

import io.ctpfeed.session.YamlFile;
import io.ctpfeed.subscription.ShouldListRule.Months;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads rules of config/contracts.yaml; every complaint has file and line. One thread. */
final class RuleReader {
    private static final List<String> EXCHANGES = List.of("SHFE", "INE", "DCE", "CZCE", "CFFEX", "GFEX");
    /** CTP's ProductClass by name. */
    private static final Map<String, Character> CLASSES =
            new TreeMap<>(Map.of("future", '1', "option", '2', "combination", '3', "index-option", '6', "TAS", '7'));

    private static final List<String> CONDITIONS = List.of("exchange", "product", "class", "delivery", "pattern");

    private final ShouldListRules.Spelling spelling;

    RuleReader(ShouldListRules.Spelling spelling) {
        this.spelling = spelling;
    }

    /** The value of the one key that may be there. */
    YamlFile.Value only(YamlFile.Value root, String key) {
        root.map().forEach((name, value) -> oneOf(name, value, List.of(key)));
        return root.required(key);
    }

    ShouldListRule rule(YamlFile.Value value) {
        Map<String, YamlFile.Value> entries = value.map();
        if (entries.size() != 1) {
            throw value.wrong("a rule is one of include, exclude with what it matches; begin each with '- '");
        }
        String word = entries.keySet().iterator().next();
        YamlFile.Value what = entries.get(word);
        oneOf(word, what, List.of("include", "exclude"));
        boolean include = word.equals("include");
        String idle = value.wrong("matches none of the known contracts").getMessage();
        if (!what.isMap()) {
            oneOf(what.text(), what, List.of("all"));
            return new ShouldListRule(include, Set.of(), Set.of(), Set.of(), null, List.of(), idle);
        }
        Map<String, YamlFile.Value> conditions = what.map();
        if (conditions.isEmpty()) {
            throw what.wrong("nothing is said; write all, or some of " + String.join(", ", CONDITIONS));
        }
        conditions.forEach((name, each) -> oneOf(name, each, CONDITIONS));
        YamlFile.Value delivery = conditions.get("delivery");
        return new ShouldListRule(
                include,
                words(conditions.get("exchange"), EXCHANGES),
                words(conditions.get("product"), List.of()),
                classes(conditions.get("class")),
                delivery == null ? null : months(delivery),
                words(conditions.get("pattern"), List.of()).stream()
                        .map(RuleReader::pattern)
                        .toList(),
                idle);
    }

    /** @param known empty: whatever it is */
    private Set<String> words(YamlFile.Value value, Collection<String> known) {
        Set<String> words = new LinkedHashSet<>();
        if (value != null) {
            for (YamlFile.Value each : value.oneOrMore()) {
                String word = each.text();
                if (word.isBlank()) {
                    throw each.wrong("an empty value matches nothing; take it out");
                }
                if (!known.isEmpty()) {
                    oneOf(word, each, known);
                }
                words.add(word);
            }
            if (words.isEmpty()) {
                throw value.wrong("an empty list matches nothing; take it out");
            }
        }
        return words;
    }

    private Set<Character> classes(YamlFile.Value value) {
        Set<Character> classes = new LinkedHashSet<>();
        for (String word : words(value, List.of())) {
            if (word.length() == 1) {
                classes.add(word.charAt(0));
            } else {
                oneOf(word, value, CLASSES.keySet());
                classes.add(CLASSES.get(word));
            }
        }
        return classes;
    }

    private static Months months(YamlFile.Value value) {
        String text = value.text().strip();
        int slash = text.indexOf('/');
        try {
            Months months = slash < 0
                    ? new Months(YearMonth.parse(text), YearMonth.parse(text))
                    : new Months(month(text.substring(0, slash)), month(text.substring(slash + 1)));
            boolean open = months.from() == null || months.to() == null;
            if (open ? months.from() != months.to() : !months.from().isAfter(months.to())) {
                return months;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw value.wrong(
                "'" + text + "' is no month of delivery; write 2026-12, 2026-12/2027-06, 2026-12/ or /2027-06");
    }

    private static YearMonth month(String text) {
        return text.isBlank() ? null : YearMonth.parse(text.strip());
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining()));
    }

    private void oneOf(String word, YamlFile.Value at, Collection<String> known) {
        if (!known.contains(word)) {
            String meant = spelling.nearest(word, known)
                    .map(each -> "did you mean " + each + "?")
                    .orElse("there are " + String.join(", ", known));
            throw at.wrong("'" + word + "' is not known here; " + meant);
        }
    }
}
