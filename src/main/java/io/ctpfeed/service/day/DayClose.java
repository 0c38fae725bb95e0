package io.ctpfeed.service.day;

import io.ctpfeed.ops.day.ClosedDay;
import io.ctpfeed.ops.day.DayFigures;
import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayRecorder;
import io.ctpfeed.ops.day.DayReport;
import io.ctpfeed.quality.reconcile.PublishedTicks;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.quality.reconcile.Reconciliation;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private final Instruments instruments;
    private final Function<LocalDateTime, LocalDate> dayMeantAt;
    private final Reconciliation.Patience patience;
    private final EventSink events;
    private volatile ReconcileResult last;

    /** @param dayMeantAt the trading day that is closed at a moment by the exchanges' clock: until the next one's first session */
    DayClose(
            DayRecorder recorder,
            DayFiles files,
            Sources sources,
            Instruments instruments,
            Function<LocalDateTime, LocalDate> dayMeantAt,
            EventSink events,
            Reconciliation.Patience patience) {
        this.recorder = recorder;
        this.files = files;
        this.sources = sources;
        this.instruments = instruments;
        this.dayMeantAt = dayMeantAt;
        this.patience = patience;
        this.events = events;
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

    /** A reconciliation. @param closed whether its trading day is over, and another one under way */
    public record Reconciled(LocalDate tradingDay, boolean closed, ReconcileResult result) {}

    /**
     * Asks the trader fronts, compares, and says the result: event, log, metric, record of the day. The day is the one under
     * way, or until its first session begins the one before.
     *
     * @param account whose trader session to ask; empty: any that answers
     * @throws IllegalArgumentException one line that names the accounts there are
     * @throws IOException if the record of a day that is over cannot be read or written
     */
    public synchronized Reconciled reconcile(String account) throws InterruptedException, IOException {
        Collection<MarketDataSource> asked = account.isEmpty() ? sources.all() : List.of(sources.source(account));
        Optional<DayFigures> closed = closed();
        PublishedTicks published =
                closed.isPresent() ? new ClosedDay(closed.get(), instruments, recorder.expected()) : recorder;
        LocalDate day = closed.map(each -> LocalDate.parse(each.tradingDay())).orElseGet(recorder::tradingDay);
        ReconcileResult result = new Reconciliation(instruments, published, patience)
                .run(asked.stream()
                        .map(source -> new AccountSnapshots(source, day))
                        .toList());
        last = result;
        if (closed.isPresent()) {
            files.write(closed.get().reconciled(result));
        } else {
            recorder.reconciled(result);
        }
        tell(day, account, result);
        recorder.save();
        return new Reconciled(day, closed.isPresent(), result);
    }

    private void tell(LocalDate day, String account, ReconcileResult result) {
        events.accept(FeedEvent.of(
                name(result.outcome()),
                account,
                "tradingDay",
                day.toString(),
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
    }

    /** Of the trading day under way, up to now, or until its first session begins of the one before. */
    public DayReport report() throws IOException {
        return DayReport.of(closed().orElseGet(recorder::figures));
    }

    /** Of the trading day under way, up to now. */
    DayReport present() {
        return DayReport.of(recorder.figures());
    }

    /** The day that is meant, where it is not the one under way and there is a record of it. */
    private Optional<DayFigures> closed() throws IOException {
        LocalDate meant = dayMeantAt.apply(MarketTime.localNow());
        if (!meant.isBefore(recorder.tradingDay())) {
            return Optional.empty();
        }
        recorder.save(); // if the day has turned just now its last minute is not in its file yet
        return files.read(meant);
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
