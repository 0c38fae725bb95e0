package io.ctpfeed.cli.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM while this is open: the thread that opened it is interrupted, and the process ends when it has closed this,
 * that is, when it has taken back what it began.
 */
public final class InterruptOnSignal implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /**
     * @param limit after so long the process ends in any case
     * @param told called before the thread is interrupted
     */
    public InterruptOnSignal(Duration limit, Runnable told) {
        Thread opener = Thread.currentThread();
        hook = new Thread(
                () -> {
                    told.run();
                    opener.interrupt();
                    try {
                        done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "told-to-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending: the hook runs, and ends now
        }
    }
}
