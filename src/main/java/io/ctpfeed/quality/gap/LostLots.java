package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.reconcile.FrontSnapshots;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was traded within a gap that no line covered: the volume of each instrument after it, by the trader front's snapshot
 * ({@code ReqQryDepthMarketData}, one query a product class) or by a tick that is newer, less that before it. The
 * detector's thread; answers come on others and are handed back to it.
 */
final class LostLots {
    private static final Logger LOG = LoggerFactory.getLogger(LostLots.class);

    private final Instruments instruments;
    private final GapWatch watch;
    private final Supplier<List<FrontSnapshots>> fronts;
    private final GapLog log;
    private final Consumer<Runnable> later;

    /** @param fronts who may be asked, best first; @param later runs on the detector's thread, soon */
    LostLots(
            Instruments instruments,
            GapWatch watch,
            Supplier<List<FrontSnapshots>> fronts,
            GapLog log,
            Consumer<Runnable> later) {
        this.instruments = instruments;
        this.watch = watch;
        this.fronts = fronts;
        this.log = log;
        this.later = later;
    }

    /** Volumes and trading days by index. */
    record Before(int[] volumes, int[] days) {}

    /** As it stands now. */
    Before before() {
        int count = instruments.size();
        Before before = new Before(new int[count], new int[count]);
        for (int i = 0; i < count; i++) {
            before.days[i] = watch.day(i);
            before.volumes[i] = watch.volume(i, before.days[i]);
        }
        return before;
    }

    /** Closes that gap when it has its estimate, or none can be had. It stays in the log until then. */
    void estimate(GapRecord ended, Before before) {
        log.put(ended);
        List<FrontSnapshots> asked = fronts.get();
        SortedSet<Character> classes = classes(before);
        if (asked.isEmpty() || classes.isEmpty()) {
            log.close(ended);
            return;
        }
        List<TickBatch> answers = new ArrayList<>();
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (char each : classes) {
            all = all.thenCompose(done -> asked.get(0).ofClass(each)).thenAccept(answers::add);
        }
        Before after = before();
        all.whenComplete((done, failure) -> later.accept(() -> finish(ended, before, after, answers, failure)));
    }

    private void finish(GapRecord ended, Before before, Before after, List<TickBatch> answers, Throwable failure) {
        if (failure != null) {
            LOG.info("gap {} has no estimate: {}", ended.id(), failure.toString());
            log.close(ended);
            return;
        }
        Map<String, Long> lots = new LinkedHashMap<>();
        long total = 0;
        for (TickBatch answer : answers) {
            for (int i = 0; i < answer.size(); i++) {
                Tick snapshot = answer.view(i);
                long traded = traded(snapshot, before, after);
                total += traded;
                if (traded > 0 && lots.size() < Affected.NAMED) {
                    lots.put(snapshot.instrumentId(), traded);
                }
            }
        }
        log.close(ended.estimated(lots, total));
    }

    /** Of an instrument that was known before. One that ticked since the gap says itself where it stands. */
    private long traded(Tick snapshot, Before before, Before after) {
        int index = instruments.of(snapshot).index();
        if (index < 0 || index >= before.days.length || before.days[index] == 0) {
            return 0;
        }
        boolean sameDay = after.days[index] == before.days[index];
        int base = sameDay ? before.volumes[index] : 0;
        boolean ticked = !sameDay || after.volumes[index] > base;
        return Math.max(0, (ticked ? after.volumes[index] : snapshot.volume()) - base);
    }

    private SortedSet<Character> classes(Before before) {
        SortedSet<Character> classes = new TreeSet<>();
        for (int i = 0; i < before.days.length; i++) {
            Instrument instrument = instruments.get(i);
            Contract contract = instrument.contract();
            if (contract != null && before.days[i] != 0) {
                classes.add(contract.productClass());
            }
        }
        return classes;
    }
}
