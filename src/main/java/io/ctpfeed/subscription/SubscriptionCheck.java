package io.ctpfeed.subscription;

import io.ctpfeed.session.Phase;
import io.ctpfeed.subscription.SubscriptionLine.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Compares accounts with their should-lists, and changes nothing. Stateless, any thread. */
public final class SubscriptionCheck {
    private SubscriptionCheck() {}

    /**
     * What is not as it should be.
     *
     * @param should instruments on the list
     * @param subscribed of those, acknowledged or ticking
     * @param notSubscribed of those, neither
     * @param silent acknowledged, and without a tick in this session of the account although their product trades
     * @param phaseUnknown acknowledged and without a tick, and nobody knows whether their product trades
     * @param notOnList subscribed although on no account's list
     * @param overLimit batches of the last run with which a limit of the front was hit
     */
    public record Account(
            String account,
            int should,
            int subscribed,
            List<String> notSubscribed,
            List<String> silent,
            int phaseUnknown,
            List<String> notOnList,
            List<AccountResult.Batch> overLimit) {
        public boolean good() {
            return notSubscribed.isEmpty() && silent.isEmpty() && notOnList.isEmpty();
        }
    }

    /**
     * @param lines all accounts: one may carry what does not fit into another's session
     * @param should codes by account
     * @param phase of an instrument's product now; null where it is not known
     * @param last the last run; null where there was none
     */
    public static List<Account> of(
            Collection<? extends SubscriptionLine> lines,
            Map<String, ? extends Collection<String>> should,
            Placement placement,
            Function<String, Phase> phase,
            RunResult last) {
        List<Account> accounts = new ArrayList<>();
        Map<String, Map<String, Progress>> progress = new java.util.HashMap<>();
        lines.forEach(line -> progress.put(line.account(), line.progress()));
        for (SubscriptionLine line : lines) {
            Collection<String> listed = should.get(line.account());
            if (listed != null) {
                accounts.add(account(line, listed, placement, progress, phase, last));
            }
        }
        return accounts;
    }

    private static Account account(
            SubscriptionLine line,
            Collection<String> listed,
            Placement placement,
            Map<String, Map<String, Progress>> progress,
            Function<String, Phase> phase,
            RunResult last) {
        List<String> notSubscribed = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        int unknown = 0;
        for (String code : listed) {
            Progress got = progress.getOrDefault(placement.at(code, line.account()), Map.of())
                    .get(code);
            if (got == null || !got.subscribed()) {
                notSubscribed.add(code);
            } else if (!got.ticking()) {
                Phase now = phase.apply(code);
                unknown += now == null ? 1 : 0;
                if (now == Phase.CONTINUOUS) {
                    silent.add(code);
                }
            }
        }
        Set<String> others = new TreeSet<>(line.wanted());
        others.removeAll(new HashSet<>(listed));
        others.removeAll(placement.carriedBy(line.account()));
        return new Account(
                line.account(),
                listed.size(),
                listed.size() - notSubscribed.size(),
                notSubscribed,
                silent,
                unknown,
                List.copyOf(others),
                last == null
                        ? List.of()
                        : last.accounts().stream()
                                .filter(each -> each.account().equals(line.account()))
                                .flatMap(each -> each.overLimit().stream())
                                .toList());
    }
}
