package io.ctpfeed.subscription;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run would do: nothing is asked for.
 *
 * @param seconds until the last batch is sent; the accounts ask side by side
 */
public record RunPlan(long seconds, List<Account> accounts) {
    /**
     * One account's part.
     *
     * @param should instruments on its list, without what was unsubscribed by hand
     * @param subscribed of those, acknowledged or ticking
     * @param toAsk of those, to be asked for
     * @param batches requests
     * @param unsubscribedByHand on its list, and left as an operator wants it
     */
    public record Account(
            String account,
            int should,
            int subscribed,
            int toAsk,
            int batches,
            int batchInstruments,
            int instrumentsPerSecond,
            long seconds,
            List<String> unsubscribedByHand) {}

    /**
     * @param should codes by account
     * @param batch instruments in a request; 0: as the account has it
     * @param perSecond instruments in a second; 0: as the account has it
     */
    public static RunPlan of(
            Collection<? extends SubscriptionLine> lines,
            Map<String, ? extends Collection<String>> should,
            int batch,
            int perSecond) {
        List<Account> accounts = lines.stream()
                .filter(line -> should.containsKey(line.account()))
                .map(line -> account(
                        line,
                        new HashSet<>(should.get(line.account())),
                        batch == 0 ? line.pace().batchInstruments() : batch,
                        perSecond == 0 ? line.pace().instrumentsPerSecond() : perSecond))
                .toList();
        return new RunPlan(accounts.stream().mapToLong(Account::seconds).max().orElse(0), accounts);
    }

    private static Account account(SubscriptionLine line, Set<String> list, int batch, int perSecond) {
        Set<String> leftOut = new TreeSet<>(line.unsubscribedByHand());
        leftOut.retainAll(list);
        Set<String> should = new HashSet<>(list);
        should.removeAll(leftOut);
        long subscribed = line.progress().entrySet().stream()
                .filter(each ->
                        should.contains(each.getKey()) && each.getValue().subscribed())
                .count();
        int toAsk = should.size() - (int) subscribed;
        return new Account(
                line.account(),
                should.size(),
                (int) subscribed,
                toAsk,
                ceil(toAsk, Math.min(batch, perSecond)),
                batch,
                perSecond,
                ceil(toAsk, perSecond),
                List.copyOf(leftOut));
    }

    private static int ceil(int count, int each) {
        return (count + each - 1) / Math.max(1, each);
    }
}
