package io.ctpfeed.service.day;

import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayRecorder;
import io.ctpfeed.quality.reconcile.Reconciliation;
import io.ctpfeed.service.Rounds;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;

/** Keeps the record of each trading day, saves it every minute and at the end. Any thread. */
public final class DayService implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final DayRecorder recorder;
    private final DayFiles files;
    private final DayClose close;
    private Rounds saving;

    /**
     * @param tradingDayAt trading day of a moment by the exchanges' clock
     * @param dayMeantAt the trading day that people mean at such a moment who name none
     * @param runDir where {@code days/} and {@code reports/} are
     * @param standIn whether the market is invented
     */
    public DayService(
            Function<LocalDateTime, LocalDate> tradingDayAt,
            Function<LocalDateTime, LocalDate> dayMeantAt,
            Instruments instruments,
            Sources sources,
            EventSink events,
            Path runDir,
            boolean standIn) {
        files = new DayFiles(runDir);
        recorder = new DayRecorder(tradingDayAt, instruments, sources, files, standIn);
        close = new DayClose(
                recorder, files, sources, instruments, dayMeantAt, events, Reconciliation.Patience.DEFAULT);
    }

    /** What the publisher and the events tell. */
    public DayRecorder recorder() {
        return recorder;
    }

    /** The bean {@code dayClose}. */
    public DayClose dayClose() {
        return close;
    }

    public List<FeedCommand> commands() {
        return List.of(new ReportFeedCommand(close, files), new ReconcileFeedCommand(close));
    }

    /** Begins to save. */
    public synchronized void start() {
        saving = new Rounds("ctpfeed-day", recorder::save);
        saving.start(Duration.ZERO, PAUSE);
    }

    /** Saves a last time, if it ever began to. */
    @Override
    public synchronized void close() {
        if (saving != null) {
            saving.close();
            recorder.save();
        }
    }
}
