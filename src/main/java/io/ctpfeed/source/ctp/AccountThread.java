package io.ctpfeed.source.ctp;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    /** Those who wait for a task to run. */
    private final Set<CompletableFuture<Void>> asked = ConcurrentHashMap.newKeySet();

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

    /**
     * @return complete when the task has run, or will not any more because the thread has ended; its failure is the
     *     caller's to handle
     */
    CompletableFuture<Void> ask(Runnable task) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        asked.add(answer);
        answer.whenComplete((done, failed) -> asked.remove(answer));
        try {
            executor.execute(() -> answer(answer, task));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** Whoever waits for a task that has not run is told: the executor of the JDK forgets it, and he would wait for ever. */
    @Override
    public void close() {
        executor.shutdownNow();
        asked.forEach(answer ->
                answer.completeExceptionally(new RejectedExecutionException("account " + account + " is closed")));
    }

    private static void answer(CompletableFuture<Void> answer, Runnable task) {
        try {
            task.run();
            answer.complete(null);
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("account {}: {}; the session is started anew", account, e.toString(), e);
            onFailure.run();
        }
    }
}
