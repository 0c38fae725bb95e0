package io.ctpfeed.drill.bench;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * What the client and the server can do at best: one thread that publishes ready messages, the feed's own, in a loop, as
 * many outstanding as the feed may have. One thread.
 */
final class BareLoop {
    private static final int OUTSTANDING = 30_000;
    private static final int LOOK = 256;
    private static final long PAUSE_NANOS = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** As long as the feed's prefix. */
    private static final String PREFIX = "md.bare";

    private final String url;
    private final List<TickTap.Sample> samples;

    BareLoop(String url, List<TickTap.Sample> samples) {
        this.url = url;
        this.samples = samples.stream()
                .map(sample ->
                        new TickTap.Sample(PREFIX + sample.subject().substring(PREFIX.length()), sample.payload()))
                .toList();
    }

    /** @return messages a second at a subscriber, the second half of the time counting */
    long measure(Duration time) throws IOException, InterruptedException, TimeoutException {
        Options options = new Options.Builder()
                .server(url)
                .connectionName("ctpfeed-bench-bare")
                .maxMessagesInOutgoingQueue(2 * OUTSTANDING)
                .build();
        try (TickTap tap = new TickTap(url, PREFIX + ".>", false);
                Connection connection = Nats.connect(options)) {
            TapWindow window = tap.open();
            long published = publish(connection, window, 0, time.dividedBy(2));
            long start = System.nanoTime();
            long before = window.count();
            publish(connection, window, published, time);
            return Math.round((window.count() - before) * 1e9 / (System.nanoTime() - start));
        }
    }

    private long publish(Connection connection, TapWindow window, long published, Duration time)
            throws TimeoutException {
        long end = System.nanoTime() + time.toNanos();
        long next = published;
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < LOOK; i++, next++) {
                TickTap.Sample sample = samples.get((int) (next % samples.size()));
                connection.publish(sample.subject(), sample.payload());
            }
            while (next - window.count() > OUTSTANDING) {
                if (System.nanoTime() - end > PATIENCE.toNanos()) {
                    throw new TimeoutException("bare loop: the subscriber sees nothing more");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return next;
    }
}
