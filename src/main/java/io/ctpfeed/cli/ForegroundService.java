package io.ctpfeed.cli;

import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.Purpose;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service until the process is told to end (SIGTERM, SIGINT): then logs out, publishes what is left, ends. */
final class ForegroundService implements ServiceRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ForegroundService.class);
    /** Longer than the service's own limits together, see {@code Ending}. */
    private static final long CLOSE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile FeedService running;

    @Override
    public void run(Request request) throws Exception {
        Thread starter = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(starter), "shutdown"));
        try (FeedService service = FeedService.start(new FeedService.Request(
                request.configDir(), request.routesDir(), request.source(), request.config(), Purpose.RUN))) {
            running = service;
            if (!ending) {
                service.awaitEnd();
            }
        } catch (Exception e) {
            if (!ending) {
                throw e;
            }
            LOG.debug("told to end while starting: {}", e.toString());
        } finally {
            ended.countDown();
        }
    }

    /** The virtual machine is gone when this returns: it waits for whatever is being started or closed. */
    private void end(Thread starter) {
        ending = true;
        FeedService service = running;
        if (service != null) {
            service.close();
        } else {
            starter.interrupt(); // it may wait for NATS
        }
        try {
            ended.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
