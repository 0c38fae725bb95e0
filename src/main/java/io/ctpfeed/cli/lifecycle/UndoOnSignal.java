package io.ctpfeed.cli.lifecycle;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM while this is open: the thread that opened it is interrupted, and the process ends when it has closed this,
 * that is, when it has taken back what it began.
 */
final class UndoOnSignal implements AutoCloseable {
    /** NATS and service have their own limits to end. */
    private static final long LIMIT_SECONDS = 180;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    UndoOnSignal() {
        Thread starter = Thread.currentThread();
        hook = new Thread(
                () -> {
                    starter.interrupt();
                    try {
                        done.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "undo");
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
