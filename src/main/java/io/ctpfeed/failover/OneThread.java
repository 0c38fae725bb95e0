package io.ctpfeed.failover;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code failover}, on which one thing is done after the other. Any thread gives it work. */
final class OneThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneThread.class);

    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "failover");
        made.setDaemon(true);
        return made;
    });

    /** Has it done, unless something that was {@linkplain #tell told} so is still to be done: probes come again. */
    void tell(Runnable task) {
        if (busy.compareAndSet(false, true)) {
            boolean taken = queue(() -> {
                try {
                    task.run();
                } finally {
                    busy.set(false);
                }
            });
            if (!taken) {
                busy.set(false);
            }
        }
    }

    /** Has it done in any case. @return false if the service ends: it is not done */
    boolean queue(Runnable task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("failover: an error of ours; all goes on", e);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Has it done, and waits for that. */
    Switched await(Callable<Switched> task) throws SwitchFailedException, InterruptedException {
        try {
            return thread.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SwitchFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new SwitchFailedException(SwitchFailedException.Kind.FAILED, "the service ends");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
