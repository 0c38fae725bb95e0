package io.ctpfeed.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.publish.Subjects;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Oracle;
import io.ctpfeed.standin.market.Timetable;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import io.ctpfeed.tick.WallClock;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * An independent reader of the published ticks that knows the market's seed: judges each message by its content, not by
 * its number. A thread of the NATS client takes the time of each message, another judges it; the figures may be read by any.
 */
public final class TickVerifier implements AutoCloseable {
    private static final int EXAMPLES = 5;
    /** A market that runs at another pace than the clock is out of step after a while. */
    private static final long IN_STEP_NANOS = 240_000_000_000L;

    private static final long LONGEST_LATENCY_MICROS = 60_000_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Market market;
    private final Oracle oracle;
    private final LocalDate tradingDay;
    private final long firstFrame;
    private final LongHashSet[] seen;
    private final Histogram latencyMicros = new Histogram(LONGEST_LATENCY_MICROS, 3);
    private final ConcurrentLinkedQueue<String> examples = new ConcurrentLinkedQueue<>();
    private final Connection connection;
    private final Thread judging;

    private record Arrival(long at, Message message) {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private volatile long read;
    private volatile long judged;
    private volatile long distinct;
    private volatile long snapshots;
    private volatile long doubled;
    private volatile long altered;
    private volatile long outOfOrder;
    private volatile long misclassified;
    private volatile long classified;
    private final long[] lastFrame;

    /**
     * Subscribes {@code md.tick.>}.
     *
     * @param firstFrame frames before it are what fronts push on subscribing: no ticks of this trial
     */
    public TickVerifier(String server, Market market, LocalDate tradingDay, long firstFrame)
            throws IOException, InterruptedException {
        this.market = market;
        this.oracle = new Oracle(market);
        this.tradingDay = tradingDay;
        this.firstFrame = firstFrame;
        this.seen = new LongHashSet[market.size()];
        this.lastFrame = new long[market.size()];
        this.connection = Nats.connect(Options.builder()
                .server(server)
                .connectionName("ctpfeed-verifier")
                .build());
        judging = new Thread(this::judgeAll, "verifier");
        judging.setDaemon(true);
        judging.start();
        Dispatcher dispatcher = connection.createDispatcher(this::arrived);
        dispatcher.setPendingLimits(-1, -1);
        dispatcher.subscribe("md.tick.>");
        try {
            connection.flush(java.time.Duration.ofSeconds(5));
        } catch (java.util.concurrent.TimeoutException e) {
            close();
            throw new IOException("NATS at " + server + " did not answer in 5 s", e);
        }
    }

    /** Messages read. */
    public long read() {
        return read;
    }

    /** Of those, judged so far. */
    public long judged() {
        return judged;
    }

    /** Distinct frames of the market among them. */
    public long distinct() {
        return distinct;
    }

    /** Pushed on subscribing. */
    public long snapshots() {
        return snapshots;
    }

    public long doubled() {
        return doubled;
    }

    /** Messages that are no tick the market ever had. */
    public long altered() {
        return altered;
    }

    /** Frames that came after a later one of their instrument. */
    public long outOfOrder() {
        return outOfOrder;
    }

    /** Messages whose class or instant is not the market's. */
    public long misclassified() {
        return misclassified;
    }

    /** Messages whose class and instant are the market's. */
    public long classified() {
        return classified;
    }

    /** A few of the messages that were doubled or altered. */
    public Iterable<String> examples() {
        return examples;
    }

    /** Callback of the vendor's library to this reader, in microseconds. @param percentile 0 to 100 */
    public synchronized long latencyMicros(double percentile) {
        return latencyMicros.getValueAtPercentile(percentile);
    }

    /** Latencies from here on only. */
    public synchronized void resetLatency() {
        latencyMicros.reset();
    }

    @Override
    public void close() throws InterruptedException {
        connection.close();
        judging.interrupt();
    }

    private void arrived(Message message) {
        arrivals.add(new Arrival(WallClock.epochNanos(), message));
        read++;
    }

    private void judgeAll() {
        try {
            while (true) {
                judge(arrivals.take());
                judged++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(Arrival arrival) {
        Message message = arrival.message();
        try {
            JsonNode tick = json.readTree(message.getData());
            judge(message.getSubject(), tick);
            long micros = (arrival.at() - tick.path("receivedAt").asLong()) / 1000;
            synchronized (this) {
                latencyMicros.recordValue(Math.max(0, Math.min(LONGEST_LATENCY_MICROS, micros)));
            }
        } catch (IOException | RuntimeException e) {
            altered++;
            example("unreadable (" + e + ")", message);
        }
    }

    private void judge(String subject, JsonNode tick) {
        String id = tick.path("instrumentId").asText();
        int index = oracle.indexOf(id);
        long frame = index < 0 ? Oracle.NONE : frameOf(index, tick);
        boolean rightSubject = index >= 0
                && subject.equals(
                        "md.tick." + market.universe().contract(index).exchangeId() + "." + Subjects.escape(id));
        if (frame == Oracle.NONE || !rightSubject) {
            altered++;
            example("altered", subject, tick);
        } else if (frame < firstFrame) {
            snapshots++;
        } else {
            LongHashSet frames = seen[index];
            if (frames == null) {
                frames = new LongHashSet();
                seen[index] = frames;
            }
            if (!frames.add(frame)) {
                doubled++;
                example("doubled", subject, tick);
                return;
            }
            distinct++;
            if (frame < lastFrame[index]) {
                outOfOrder++;
                example("out of order", subject, tick);
            }
            lastFrame[index] = Math.max(frame, lastFrame[index]);
            judgeMeaning(index, frame, subject, tick);
        }
    }

    /** Where the feed's clock is in step with the market's, and a step of the routes says what a tick means. */
    private void judgeMeaning(int index, long frame, String subject, JsonNode tick) {
        long instant = MarketTime.epochNanos(Timetable.time(frame).truncatedTo(ChronoUnit.SECONDS))
                + tick.path("updateMillisec").asLong() * 1_000_000;
        boolean inStep = Math.abs(tick.path("receivedAt").asLong() - instant) < IN_STEP_NANOS;
        if (!inStep || !tick.path("class").isTextual()) {
            return;
        }
        TickClass expected =
                switch (oracle.phase(index, frame)) {
                    case AUCTION -> TickClass.AUCTION;
                    case CLOSING -> TickClass.CLOSING;
                    default -> TickClass.LIVE;
                };
        if (tick.path("class").asText().equals(expected.token())
                && tick.path("eventTime").asLong() == instant) {
            classified++;
        } else {
            misclassified++;
            example("not " + expected.token() + " at " + instant, subject, tick);
        }
    }

    private long frameOf(int index, JsonNode tick) {
        for (long frame : oracle.candidates(
                index,
                tradingDay,
                tick.path("updateTime").asText(),
                tick.path("updateMillisec").asInt(-1))) {
            if (frame != Oracle.NONE && TickJson.equal(tick, view(oracle.expected(index, frame)))) {
                return frame;
            }
        }
        long before = market.lastTickBefore(index, firstFrame);
        return before >= 0 && TickJson.equal(tick, view(oracle.expected(index, before))) ? before : Oracle.NONE;
    }

    private static Tick view(DirectBuffer struct) {
        TickBatch batch = new TickBatch(1);
        batch.append(struct, 0, 0, 0);
        return batch.get(0);
    }

    private void example(String what, String subject, JsonNode tick) {
        if (examples.size() < EXAMPLES) {
            examples.add(what + " " + subject + " " + tick);
        }
    }

    private void example(String what, Message message) {
        if (examples.size() < EXAMPLES) {
            examples.add(what + " " + message.getSubject() + " "
                    + new String(message.getData(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
