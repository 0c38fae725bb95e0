package io.ctpfeed.quality.reconcile;

import io.ctpfeed.quality.reconcile.ReconcileResult.ClassResult;
import io.ctpfeed.quality.reconcile.ReconcileResult.Difference;
import io.ctpfeed.quality.reconcile.ReconcileResult.Outcome;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Compares what was published with what the front's trader side has: CTP numbers no ticks, so after the close the
 * Volume of each instrument's snapshot against that of its last published tick is the one independent proof that
 * nothing was missed. OpenInterest and LastPrice are compared too; the settlement price, which comes hours later, is not.
 *
 * <p>Classes are asked one after the other (the trader session paces its queries). Meanwhile the market may move: an
 * instrument that ticked since the question may be ahead of the answer, not behind it. A difference is one only if it is
 * still there after a while, as the tick may be on its way.
 *
 * <p>An answer that was cut short would prove what it does not hold: so whatever was published and traded must be in one.
 *
 * <p>{@link #run} waits; one thread at a time.
 */
public final class Reconciliation {
    /** Futures, options, combinations, index options, TAS: CTP's ProductClass. */
    public static final List<Character> CLASSES = List.of('1', '2', '3', '6', '7');

    private static final Set<Character> WITH_FEW_FIELDS = Set.of('3', '7');
    private static final long LOOK_MILLIS = 50;

    /**
     * How patient it is.
     *
     * @param tries at each class and account
     * @param pauseMillis between two tries
     * @param settleMillis how long a tick may be on its way
     */
    public record Patience(int tries, long pauseMillis, long settleMillis) {
        public static final Patience DEFAULT = new Patience(3, 2_000, 5_000);
    }

    private final Instruments instruments;
    private final PublishedTicks published;
    private final Patience patience;

    public Reconciliation(Instruments instruments, PublishedTicks published, Patience patience) {
        this.instruments = instruments;
        this.published = published;
        this.patience = patience;
    }

    /**
     * @param accounts to be asked, in this order: the next where one does not answer
     * @throws InterruptedException while it waits
     */
    public ReconcileResult run(List<? extends FrontSnapshots> accounts) throws InterruptedException {
        Tally tally = new Tally();
        List<FrontSnapshots> left = new ArrayList<>(accounts);
        for (char productClass : CLASSES) {
            tally.classes.add(compare(productClass, left, tally));
        }
        tally.classes.replaceAll(each -> each.proven() ? whole(each, tally) : each);
        return tally.result();
    }

    /** A class whose answer lacks what was published of it is not proven. */
    private ClassResult whole(ClassResult result, Tally tally) {
        char productClass = result.productClass().charAt(0);
        if (WITH_FEW_FIELDS.contains(productClass)) {
            return result;
        }
        List<String> lacking = new ArrayList<>();
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            Contract contract = instrument.contract();
            Published last = published.last(instrument);
            if (contract != null
                    && contract.productClass() == productClass
                    && last != null
                    && last.volume() > 0
                    && !tally.answered.get(i)) {
                lacking.add(instrument.id());
            }
        }
        return lacking.isEmpty()
                ? result
                : new ClassResult(
                        result.productClass(),
                        result.account(),
                        result.rows(),
                        "the front's answer lacks " + lacking.size() + " of what was published, such as "
                                + lacking.get(0));
    }

    /** An account that failed for good is asked no more. */
    private ClassResult compare(char productClass, List<FrontSnapshots> accounts, Tally tally)
            throws InterruptedException {
        Set<String> problems = new LinkedHashSet<>(tally.problems);
        while (!accounts.isEmpty()) {
            FrontSnapshots account = accounts.get(0);
            for (int i = 1; i <= patience.tries(); i++) {
                long[] before = counts();
                try {
                    TickBatch rows = account.ofClass(productClass).get();
                    compare(productClass, rows, before, tally);
                    return new ClassResult(String.valueOf(productClass), account.account(), rows.size(), "");
                } catch (ExecutionException e) {
                    problems.add(e.getCause().getMessage());
                }
                if (i < patience.tries()) {
                    TimeUnit.MILLISECONDS.sleep(patience.pauseMillis());
                }
            }
            accounts.remove(0);
            tally.problems.addAll(problems);
        }
        String problem = problems.isEmpty() ? "no account to ask" : String.join("; ", problems);
        return new ClassResult(String.valueOf(productClass), "", 0, problem);
    }

    private void compare(char productClass, TickBatch rows, long[] before, Tally tally) throws InterruptedException {
        Set<String> expected = published.expected();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Tick row = rows.get(i);
            Instrument instrument = instrument(row);
            if (instrument.index() >= 0) { // beyond the bound of instruments nothing was kept of it
                tally.answered.set(instrument.index());
            }
            if (WITH_FEW_FIELDS.contains(productClass) && row.volume() == 0) {
                tally.keptOut++;
            } else if (published.last(instrument) == null && !expected.contains(instrument.id())) {
                tally.notSubscribed++;
            } else {
                tally.instruments++;
                open.add(i);
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.settleMillis());
        open.removeIf(i -> difference(rows.get(i), before) == null);
        while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            open.removeIf(i -> difference(rows.get(i), before) == null);
        }
        for (int i : open) {
            Difference difference = difference(rows.get(i), before);
            if (difference != null) {
                tally.add(difference);
            }
        }
    }

    /** Null where there is none. */
    private Difference difference(Tick row, long[] before) {
        Instrument instrument = instrument(row);
        Published last = published.last(instrument);
        List<String> fields = new ArrayList<>();
        if (last == null) {
            if (row.volume() == 0) {
                return null; // never traded: there may have been no tick at all
            }
            fields.add("volume");
        } else if (last.ticks() != count(before, instrument)) {
            if (last.volume() < row.volume()) {
                fields.add("volume");
            }
        } else {
            if (last.volume() != row.volume()) {
                fields.add("volume");
            }
            if (differ(last.openInterest(), row.openInterest())) {
                fields.add("openInterest");
            }
            if (differ(last.lastPrice(), row.lastPrice())) {
                fields.add("lastPrice");
            }
        }
        return fields.isEmpty() ? null : difference(instrument, row, last, fields);
    }

    private static Difference difference(Instrument instrument, Tick row, Published last, List<String> fields) {
        int volume = last == null ? 0 : last.volume();
        return new Difference(
                instrument.id(),
                instrument.exchangeId(),
                List.copyOf(fields),
                last == null ? 0 : last.ticks(),
                volume,
                row.volume(),
                row.volume() - volume,
                last == null ? null : value(last.openInterest()),
                value(row.openInterest()),
                last == null ? null : value(last.lastPrice()),
                value(row.lastPrice()));
    }

    /** Ticks published, by the instruments' index: who has more of them later has moved since. */
    private long[] counts() {
        long[] counts = new long[instruments.size()];
        for (int i = 0; i < counts.length; i++) {
            Published last = published.last(instruments.get(i));
            counts[i] = last == null ? 0 : last.ticks();
        }
        return counts;
    }

    private static long count(long[] counts, Instrument instrument) {
        int index = instrument.index();
        return index >= 0 && index < counts.length ? counts[index] : 0;
    }

    private Instrument instrument(Tick row) {
        return instruments.of(row.buffer(), row.offset() + TickLayout.INSTRUMENT_ID);
    }

    /** A value that only one side has proves nothing: fronts fill fields differently. */
    private static boolean differ(double published, double front) {
        return Tick.isPresent(published) && Tick.isPresent(front) && published != front;
    }

    private static Double value(double number) {
        return Tick.isPresent(number) ? number : null;
    }

    private static final class Tally {
        private final List<ClassResult> classes = new ArrayList<>();
        private final List<Difference> differences = new ArrayList<>();
        private final Set<String> problems = new LinkedHashSet<>();
        /** By the instruments' index: those that the front has. */
        private final BitSet answered = new BitSet();

        private int instruments;
        private int differing;
        private int keptOut;
        private int notSubscribed;
        private long missingLots;

        void add(Difference difference) {
            differing++;
            missingLots += Math.max(0, difference.missingLots());
            if (differences.size() < ReconcileResult.LISTED) {
                differences.add(difference);
            }
        }

        ReconcileResult result() {
            boolean proven = instruments > 0 && classes.stream().allMatch(ClassResult::proven);
            Outcome outcome = differing > 0 ? Outcome.DIFFERENCES : proven ? Outcome.CLEAN : Outcome.NOT_PROVEN;
            return new ReconcileResult(
                    outcome,
                    MarketTime.now().toString(),
                    instruments,
                    differing,
                    keptOut,
                    notSubscribed,
                    missingLots,
                    List.copyOf(classes),
                    List.copyOf(differences));
        }
    }
}
