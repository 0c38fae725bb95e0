package io.ctpfeed.source.ctp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccountThreadTest {
    private final AccountThread thread = new AccountThread("primary");

    @Test
    void whoWaitsForATaskIsToldWhenTheThreadEndsBeforeIt() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Void> running = thread.ask(() -> {
            busy.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                // the thread is closed
            }
        });
        busy.await();
        CompletableFuture<Void> queued = thread.ask(() -> {});
        assertFalse(queued.isDone());
        thread.close();
        CompletionException told = assertThrows(CompletionException.class, () -> queued.orTimeout(10, TimeUnit.SECONDS)
                .join());
        assertEquals(
                new RejectedExecutionException("account primary is closed").toString(),
                told.getCause().toString());
        await().until(running::isDone);
        assertThrows(
                CompletionException.class,
                () -> thread.ask(() -> {}).join(),
                "what comes after the end is told as well");
    }

    @Test
    void anErrorInATaskIsHandedOnToo() {
        AtomicInteger failures = new AtomicInteger();
        thread.onFailure(failures::incrementAndGet);
        try (thread) {
            thread.run(() -> {
                throw new StackOverflowError();
            });
            await().until(() -> failures.get() == 1);
        }
    }
}
