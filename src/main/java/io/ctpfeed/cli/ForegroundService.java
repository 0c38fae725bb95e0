package io.ctpfeed.cli;

import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.Purpose;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the service until the process is told to end (SIGTERM, SIGINT): then logs out, publishes what is left, ends. */
final class ForegroundService implements ServiceRunner {
    private static final long CLOSE_SECONDS = 30;

    @Override
    public void run(Request request) throws Exception {
        Thread starter = Thread.currentThread();
        AtomicReference<FeedService> running = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            FeedService service = running.get();
                            if (service != null) {
                                service.close();
                            } else {
                                starter.interrupt(); // it waits for NATS
                            }
                            closed.countDown();
                        },
                        "shutdown"));
        FeedService service;
        try {
            service = FeedService.start(new FeedService.Request(
                    request.configDir(), request.routesDir(), request.source(), request.config(), Purpose.RUN));
        } catch (InterruptedException e) {
            closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
            return;
        }
        running.set(service);
        service.awaitEnd();
    }
}
