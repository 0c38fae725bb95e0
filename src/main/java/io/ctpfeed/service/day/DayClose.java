package io.ctpfeed.service.day;

import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayRecorder;
import io.ctpfeed.ops.day.DayReport;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.quality.reconcile.Reconciliation;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done after the close, as bean {@code dayClose} of the routes: reconcile, then write the report. Any thread; one
 * reconciliation at a time, which takes as long as the trader fronts need.
 */
public final class DayClose {
    private static final Logger LOG = LoggerFactory.getLogger(DayClose.class);
    private static final int NAMED = 10;

    private final DayRecorder recorder;
    private final DayFiles files;
    private final Sources sources;
    private final Reconciliation reconciliation;
    private final EventSink events;
    private volatile ReconcileResult last;

    DayClose(
            DayRecorder recorder,
            DayFiles files,
            Sources sources,
            Instruments instruments,
            EventSink events,
            Reconciliation.Patience patience) {
        this.recorder = recorder;
        this.files = files;
        this.sources = sources;
        this.events = events;
        this.reconciliation = new Reconciliation(instruments, recorder, patience);
    }

    /**
     * Reconciles, then reports.
     *
     * @return where the report is
     * @throws IOException if it cannot be written
     * @throws InterruptedException while the fronts are waited for
     */
    public Path run() throws IOException, InterruptedException {
        try {
            reconcile("");
        } catch (RuntimeException e) { // a day without its proof has a report all the same
            LOG.error("the day was not reconciled: {}; try ./ctpfeed reconcile", e.toString(), e);
        }
        Path page = files.write(report());
        LOG.info("report of the day: {}", page);
        return page;
    }

    /**
     * Asks the trader fronts, compares, and says the result: event, log, metric, record of the day.
     *
     * @param account whose trader session to ask; empty: any that answers
     * @throws IllegalArgumentException one line that names the accounts there are
     */
    public synchronized ReconcileResult reconcile(String account) throws InterruptedException {
        Collection<MarketDataSource> asked = account.isEmpty() ? sources.all() : List.of(sources.source(account));
        ReconcileResult result =
                reconciliation.run(asked.stream().map(AccountSnapshots::new).toList());
        last = result;
        recorder.reconciled(result);
        events.accept(FeedEvent.of(
                name(result.outcome()),
                account,
                "instruments",
                result.instruments(),
                "differing",
                result.differing(),
                "missingLots",
                result.missingLots(),
                "keptOut",
                result.keptOut(),
                "unprovenClasses",
                result.unproven().stream()
                        .map(ReconcileResult.ClassResult::productClass)
                        .toList(),
                "first",
                result.differences().stream()
                        .limit(NAMED)
                        .map(ReconcileResult.Difference::instrumentId)
                        .toList()));
        recorder.save();
        return result;
    }

    /** Up to now, of the trading day under way. */
    public DayReport report() {
        return DayReport.of(recorder.figures());
    }

    /** The last result since the service started; null before the first. */
    public ReconcileResult lastResult() {
        return last;
    }

    private static EventName name(ReconcileResult.Outcome outcome) {
        return switch (outcome) {
            case CLEAN -> EventName.CLEAN;
            case DIFFERENCES -> EventName.DIFFERENCES;
            case NOT_PROVEN -> EventName.NOT_PROVEN;
        };
    }
}
