package io.ctpfeed.service;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own that does one thing again and again. A round that fails is said once, until one goes well again, and the
 * next is made all the same: an executor of the JDK would make no other, in silence. Any thread.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long CLOSE_SECONDS = 10;

    private final String name;
    private final Runnable round;
    private final ScheduledExecutorService thread;
    /** The thread's own. */
    private boolean failing;

    /** @param name the thread's */
    public Rounds(String name, Runnable round) {
        this.name = name;
        this.round = round;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins. @param first from now to the first round; @param pause from the end of one to the next */
    public void start(Duration first, Duration pause) {
        thread.scheduleWithFixedDelay(this::guarded, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a round that is under way; there is none after it. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} did not end within {} s", name, CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void guarded() {
        try {
            round.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.error("{}: unexpected; it is tried again", name, e);
            }
        }
    }
}
