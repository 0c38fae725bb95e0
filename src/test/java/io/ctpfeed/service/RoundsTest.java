package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is done again and again. */
class RoundsTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void aRoundThatFailsIsNotTheLast() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        try (Rounds rounds = new Rounds("rounds-test", () -> {
            three.countDown();
            throw new IllegalStateException("ours");
        })) {
            rounds.start(Duration.ZERO, SOON);
            assertTrue(three.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void theEndWaitsForTheRoundUnderWayAndThereIsNoneAfterIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Rounds rounds = new Rounds("rounds-test", () -> {
            begun.countDown();
            try {
                goOn.await();
                ended.incrementAndGet();
            } catch (InterruptedException e) {
                throw new IllegalStateException("must not be interrupted", e);
            }
        });
        rounds.start(Duration.ZERO, SOON);
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        new Thread(goOn::countDown).start();
        rounds.close();
        assertEquals(1, ended.get());
    }
}
