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

    private final Purpose purpose;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile FeedService running;
    private volatile boolean failed;

    ForegroundService(Purpose purpose) {
        this.purpose = purpose;
    }

    @Override
    public void run(Request request) throws Exception {
        Thread starter = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(starter), "shutdown"));
        try (FeedService service = FeedService.start(new FeedService.Request(
                request.configDir(), request.routesDir(), request.source(), request.config(), purpose))) {
            running = service;
            if (!ending) {
                service.awaitEnd();
            }
            if (service.restartWanted() && !ending) {
                throw new CommandFailed(ExitCode.RESTART, "ended to be started anew");
            }
        } catch (Exception e) {
            if (!ending) {
                failed = true;
                throw e;
            }
            LOG.debug("told to end while starting: {}", e.toString());
        } finally {
            ended.countDown();
        }
    }

    /**
     * The virtual machine is gone when this returns: it waits for whatever is being started or closed. Told to end by a
     * signal, Java would end with 128 plus the signal's number; who stops a service wants to see 0.
     */
    private void end(Thread starter) {
        ending = true;
        FeedService service = running;
        if (service != null) {
            service.close();
        } else {
            starter.interrupt(); // it may wait for NATS
        }
        try {
            if (ended.await(CLOSE_SECONDS, TimeUnit.SECONDS) && !failed) {
                System.out.flush();
                System.err.flush();
                Runtime.getRuntime().halt(ExitCode.OK.code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
