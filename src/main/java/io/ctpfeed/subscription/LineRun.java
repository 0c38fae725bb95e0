package io.ctpfeed.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One account in a run: its line, and what is counted of it. The run's thread. */
final class LineRun {
    final SubscriptionLine line;
    /** Null for an account that only takes over what does not fit into others. */
    final Collection<String> should;

    /** What this account does not carry, whatever list it is on. */
    final Set<String> unsubscribedByHand;

    /** Of its list, what an operator unsubscribed. */
    final List<String> leftOut = new ArrayList<>();

    final List<AccountResult.Batch> overLimit = new ArrayList<>();
    int batches;
    int lastBatchSize;
    String lastBatchAt = "";
    long lastSent;
    int removed;
    int moved;
    int retried;
    int tooManyOutstanding;
    int tooManyASecond;
    int disconnects;
    /** The front takes no more in this session. */
    boolean full;
    /** By {@link System#nanoTime}; 0: it is logged in. */
    long awaySince;

    String unreachable = "";
    boolean stoppedByHand;

    LineRun(SubscriptionLine line, Collection<String> should) {
        this.line = line;
        this.should = should;
        this.unsubscribedByHand = line.unsubscribedByHand();
    }

    String account() {
        return line.account();
    }

    /** What its last list held and this one does not is taken back, wherever it is; what others asked for stays. */
    void removeOthers(Placement placement, Map<String, LineRun> all) {
        if (should.isEmpty()) {
            return; // a list without anything is a mistake somewhere, and no reason to drop the market
        }
        Map<String, List<String>> gone = new HashMap<>();
        for (String code : placement.renew(account(), should)) {
            gone.computeIfAbsent(placement.at(code, account()), name -> new ArrayList<>())
                    .add(code);
            placement.move(code, account(), account());
        }
        gone.forEach((name, codes) -> {
            LineRun carrier = all.get(name);
            if (carrier != null) {
                carrier.line.unsubscribe(codes);
                removed += codes.size();
            }
        });
    }

    void sent(LineEvent event) {
        batches++;
        lastBatchSize = event.instruments().size();
        lastBatchAt = AuditLog.time(event.at());
        lastSent = event.nanos();
        tooManyOutstanding += event.code() == -2 ? 1 : 0;
        tooManyASecond += event.code() == -3 ? 1 : 0;
        if (event.code() < -1) {
            limitHit("answered " + event.code());
        }
    }

    void limitHit(String reason) {
        overLimit.add(new AccountResult.Batch(batches, lastBatchSize, lastBatchAt, reason));
    }

    AccountResult result(List<Watched> ours, Map<String, Map<String, SubscriptionLine.Progress>> progress) {
        int requested = 0;
        int acknowledged = 0;
        int ticking = 0;
        int subscribed = 0;
        List<AccountResult.Rejected> rejected = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Watched each : ours) {
            SubscriptionLine.Progress now =
                    progress.getOrDefault(each.at, Map.of()).get(each.id);
            requested += now != null && now.asked() ? 1 : 0;
            acknowledged += now != null && now.acknowledged() ? 1 : 0;
            ticking += now != null && now.ticking() ? 1 : 0;
            if (now != null && now.subscribed()) {
                subscribed++;
            } else if (each.state == Watched.State.REJECTED) {
                rejected.add(new AccountResult.Rejected(each.id, each.errorId, each.message));
            } else {
                missing.add(each.id);
            }
        }
        return new AccountResult(
                account(),
                ours.size(),
                requested,
                acknowledged,
                ticking,
                subscribed,
                rejected,
                missing,
                removed,
                moved,
                retried,
                tooManyOutstanding,
                tooManyASecond,
                disconnects,
                List.copyOf(overLimit),
                unreachable,
                stoppedByHand,
                List.copyOf(leftOut));
    }
}
