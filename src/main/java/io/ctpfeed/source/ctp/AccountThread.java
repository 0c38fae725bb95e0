package io.ctpfeed.source.ctp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns an account's state, {@code ctp-NAME}. What goes wrong in a task is logged and handed to
 * whoever can start anew: an executor of the JDK would keep it to itself, and the account would stand still. Tasks that
 * come after the end, late callbacks among them, are dropped.
 */
final class AccountThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountThread.class);

    private final String account;
    private final ScheduledExecutorService executor;
    private volatile Runnable onFailure = () -> {};

    AccountThread(String account) {
        this.account = account;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "ctp-" + account);
            made.setDaemon(true);
            return made;
        });
    }

    /** @param action run on this thread after a task failed */
    void onFailure(Runnable action) {
        onFailure = action;
    }

    void run(Runnable task) {
        later(0, task);
    }

    void later(long millis, Runnable task) {
        try {
            executor.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("account {}: closed, a late task is dropped", account);
        }
    }

    /** @return complete when the task has run; its failure is the caller's to handle */
    CompletableFuture<Void> ask(Runnable task) {
        try {
            return CompletableFuture.runAsync(task, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("account {}: {}; the session is started anew", account, e.toString(), e);
            onFailure.run();
        }
    }
}
