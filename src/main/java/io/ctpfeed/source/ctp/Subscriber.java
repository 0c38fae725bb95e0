package io.ctpfeed.source.ctp;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends what is wanted and not yet asked for, in batches at a pace; a disconnect while it is at work halves the pace,
 * for the same request again would be thrown out again (the front's queue overflows). The account's thread only.
 */
final class Subscriber {
    private static final int LEAST_PER_SECOND = 50;
    private static final long BACK_PRESSURE_PAUSE_MILLIS = 250;

    private final SubscriptionBook book;
    private final ScheduledExecutorService thread;
    private final int fullPace;
    private final int batchInstruments;
    private int pace;
    private boolean active;
    private int backPressure;
    private long run;

    Subscriber(SubscriptionBook book, ScheduledExecutorService thread, CtpSettings settings) {
        this.book = book;
        this.thread = thread;
        this.fullPace = settings.instrumentsPerSecond();
        this.pace = fullPace;
        this.batchInstruments = settings.batchInstruments();
    }

    /** Goes on until nothing is left to ask for; does nothing if it is at work. */
    void wake(MdApi api) {
        if (!active) {
            active = true;
            send(api, run);
        }
    }

    /** The front let go: stop, and be slower the next time if that happened under way. */
    void sessionLost() {
        if (active) {
            pace = Math.max(LEAST_PER_SECOND, pace / 2);
        }
        stop();
    }

    /** The session ends as it should. */
    void stop() {
        run++;
        active = false;
    }

    int instrumentsPerSecond() {
        return pace;
    }

    /** Requests the API refused for the moment (-2, -3). */
    int backPressure() {
        return backPressure;
    }

    private void send(MdApi api, long ofRun) {
        if (ofRun != run) {
            return;
        }
        List<String> batch = book.toRequest(Math.min(batchInstruments, Math.max(1, pace)));
        if (batch.isEmpty()) {
            active = false;
            pace = Math.min(fullPace, pace * 2);
            return;
        }
        int code = api.subscribe(batch);
        long pauseMillis;
        if (code == 0) {
            book.requested(batch);
            pauseMillis = Math.max(1, batch.size() * 1_000L / pace);
        } else if (code == MdApi.NOT_CONNECTED) {
            active = false; // the disconnect is on its way, and the next login starts anew
            return;
        } else {
            backPressure++;
            pauseMillis = BACK_PRESSURE_PAUSE_MILLIS;
        }
        thread.schedule(() -> send(api, ofRun), pauseMillis, TimeUnit.MILLISECONDS);
    }
}
