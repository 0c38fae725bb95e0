package io.ctpfeed.service.duty;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets whoever waits within a duty know that the service ends. Any thread. */
final class Ending {
    private final CountDownLatch ended = new CountDownLatch(1);

    void begin() {
        ended.countDown();
    }

    /** @throws InterruptedException if the service ends */
    void pause(long millis) throws InterruptedException {
        if (ended.await(millis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the service ends");
        }
    }
}
