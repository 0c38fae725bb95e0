package io.ctpfeed.service.day;

import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayRecorder;
import io.ctpfeed.quality.reconcile.Reconciliation;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Keeps the record of each trading day, saves it every minute and at the end. Any thread. */
public final class DayService implements AutoCloseable {
    private static final int SAVE_SECONDS = 60;
    private static final LocalTime NEXT_FROM = LocalTime.of(18, 0);

    private final DayRecorder recorder;
    private final DayFiles files;
    private final DayClose close;
    private ScheduledExecutorService saving;

    /**
     * @param tradingDayAt trading day of a moment by the exchanges' clock
     * @param runDir where {@code days/} and {@code reports/} are
     * @param standIn whether the market is invented
     */
    public DayService(
            Function<LocalDateTime, LocalDate> tradingDayAt,
            Instruments instruments,
            Sources sources,
            EventSink events,
            Path runDir,
            boolean standIn) {
        files = new DayFiles(runDir);
        recorder = new DayRecorder(tradingDayAt, instruments, sources, files, standIn);
        close = new DayClose(recorder, files, sources, instruments, events, Reconciliation.Patience.DEFAULT);
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
        saving = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ctpfeed-day");
            thread.setDaemon(true);
            return thread;
        });
        saving.scheduleWithFixedDelay(recorder::save, 0, SAVE_SECONDS, TimeUnit.SECONDS);
    }

    /** Saves a last time, if it ever began to. */
    @Override
    public synchronized void close() throws InterruptedException {
        if (saving != null) {
            saving.shutdown();
            saving.awaitTermination(SAVE_SECONDS, TimeUnit.SECONDS);
            recorder.save();
        }
    }
}
