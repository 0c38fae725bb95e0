package io.ctpfeed.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ctpfeed.publish.Subjects;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Oracle;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.WallClock;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ObjLongConsumer;

/**
 * An independent reader of the published ticks that knows the market's seed: judges each message by its content, not by
 * its number. A thread of the NATS client takes the time of each message, another judges it; the figures may be read by any.
 */
public final class TickVerifier implements AutoCloseable {
    private static final String LIVE = "md.tick.";
    private static final String LATE = "md.late.";
    private static final int EXAMPLES = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final Market market;
    private final TickOrigin origin;
    private final long firstFrame;
    private final FrameBook book;
    private final TickNumbers numbers;
    private final TickTimes times = new TickTimes();
    private final ConcurrentLinkedQueue<String> examples = new ConcurrentLinkedQueue<>();
    private final Set<String> places = new HashSet<>();
    private final NatsReader reader;
    private final Thread judging;

    private record Arrival(long at, Message message) {}

    /** When the market has a tick, nanoseconds since 1970; 0: not known. */
    @FunctionalInterface
    public interface Due {
        long at(int index, long frame);
    }

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
    private volatile long late;
    private volatile long longestHole;
    private volatile long lastArrival;
    private volatile Due due = (index, frame) -> 0;

    /**
     * Subscribes {@code md.tick.>} and {@code md.late.>}.
     *
     * @param firstFrame frames before it are what fronts push on subscribing: no ticks of this trial
     */
    public TickVerifier(String server, Market market, LocalDate tradingDay, long firstFrame)
            throws IOException, InterruptedException {
        this(server, market, tradingDay, firstFrame, "");
    }

    /** @param stream read what this stream of JetStream keeps, instead of what goes by; empty: none */
    public TickVerifier(String server, Market market, LocalDate tradingDay, long firstFrame, String stream)
            throws IOException, InterruptedException {
        this.market = market;
        this.origin = new TickOrigin(market, tradingDay, firstFrame);
        this.firstFrame = firstFrame;
        this.book = new FrameBook(market);
        this.numbers = new TickNumbers(market.size());
        this.reader =
                new NatsReader(server, "ctpfeed-verifier", stream, List.of(LIVE + ">", LATE + ">"), this::arrived);
        judging = new Thread(this::judgeAll, "verifier");
        judging.setDaemon(true);
        judging.start();
    }

    /** Messages read. */
    public long read() {
        return read;
    }

    public long judged() {
        return judged;
    }

    /** Distinct frames of the market among them. */
    public long distinct() {
        return distinct;
    }

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

    public long late() {
        return late;
    }

    /** The longest time without any message since {@link #watch}, nanoseconds. */
    public long longestHole() {
        return longestHole;
    }

    /** Latencies, holes and examples from here on only. */
    public void watch() {
        resetLatency();
        examples.clear();
        longestHole = 0;
    }

    /** Visits what the market had from one {@link Position} to another and was not read. @return how many ticks it had */
    public long missing(long from, long to, ObjLongConsumer<Contract> visitor) {
        return book.missing(
                from, to, (index, frame) -> visitor.accept(market.universe().contract(index), frame));
    }

    /** A few of the messages that were doubled, out of order, or altered, of each kind. */
    public List<String> examples() {
        return List.copyOf(examples);
    }

    /** Callback of the vendor's library to this reader, in microseconds. @param percentile 0 to 100 */
    public long latencyMicros(double percentile) {
        return times.latencyMicros(percentile);
    }

    /** The market to this reader, in microseconds, as far as {@link #dueBy} says when it had a tick. @param percentile 0 to 100 */
    public long delayMicros(double percentile) {
        return times.delayMicros(percentile);
    }

    public void dueBy(Due schedule) {
        due = schedule;
    }

    /** Latencies from here on only. */
    public void resetLatency() {
        times.reset();
    }

    @Override
    public void close() throws InterruptedException {
        reader.close();
        judging.interrupt();
    }

    private void arrived(Message message) {
        long now = System.nanoTime();
        if (read > 0) {
            longestHole = Math.max(longestHole, now - lastArrival);
        }
        lastArrival = now;
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
            if (!isKnownDoubt(message, tick)) {
                judge(message.getSubject(), tick, arrival.at());
            }
            times.latency(arrival.at() - tick.path("receivedAt").asLong());
        } catch (IOException | RuntimeException e) {
            altered++;
            String text = new String(message.getData(), StandardCharsets.UTF_8);
            example("unreadable", message.getSubject() + " (" + e + ")", TextNode.valueOf(text));
        }
    }

    /** What may have gone out before is flagged so on core NATS, and passed over by whoever has its number, or its place. */
    private boolean isKnownDoubt(Message message, JsonNode tick) {
        String place = header(message, "Ctpfeed-Place");
        boolean knownPlace = !place.isEmpty() && !places.add(place);
        if (!header(message, "Ctpfeed-In-Doubt").equals("true")) {
            return false;
        }
        int index = origin.indexOf(tick.path("instrumentId").asText());
        long epoch = tick.path("epoch").asLong();
        return knownPlace
                || index >= 0 && numbers.contains(index, epoch, tick.path("seq").asLong());
    }

    private static String header(Message message, String name) {
        String value = message.hasHeaders() ? message.getHeaders().getFirst(name) : null;
        return value == null ? "" : value;
    }

    private void judge(String subject, JsonNode tick, long at) {
        String id = tick.path("instrumentId").asText();
        int index = origin.indexOf(id);
        long frame = index < 0 ? Oracle.NONE : origin.frameOf(index, tick);
        boolean isLate = subject.startsWith(LATE);
        boolean rightSubject = index >= 0
                && subject.equals((isLate ? LATE : LIVE)
                        + market.universe().contract(index).exchangeId() + "." + Subjects.escape(id));
        late += isLate ? 1 : 0;
        if (frame == Oracle.NONE || !rightSubject) {
            altered++;
            example("altered", subject, tick);
        } else if (frame < firstFrame) {
            snapshots++;
        } else {
            FrameBook.Finding finding = book.add(index, frame, isLate);
            distinct += finding == FrameBook.Finding.DOUBLED ? 0 : 1;
            long hadAt = finding == FrameBook.Finding.DOUBLED ? 0 : due.at(index, frame);
            if (hadAt != 0) {
                times.delay(at - hadAt);
            }
            FrameBook.Finding numbered = numbers.add(
                    index, tick.path("epoch").asLong(), tick.path("seq").asLong(), isLate);
            count(finding == FrameBook.Finding.NEW ? numbered : finding, subject, tick);
            if (finding != FrameBook.Finding.DOUBLED && !isLate) {
                long instant = TickOrigin.instant(frame, tick);
                count(origin.meaning(index, frame, instant, tick), instant, subject, tick);
            }
        }
    }

    private void count(FrameBook.Finding finding, String subject, JsonNode tick) {
        if (finding == FrameBook.Finding.DOUBLED) {
            doubled++;
            example("doubled", subject, tick);
        } else if (finding == FrameBook.Finding.OUT_OF_ORDER) {
            outOfOrder++;
            example("out of order", subject, tick);
        }
    }

    private void count(TickOrigin.Meaning meaning, long instant, String subject, JsonNode tick) {
        switch (meaning) {
            case RIGHT -> classified++;
            case WRONG -> {
                misclassified++;
                example("not what it is at " + instant, subject, tick);
            }
            default -> {
                // nobody said what it is
            }
        }
    }

    private void example(String what, String subject, JsonNode tick) {
        if (examples.stream().filter(each -> each.startsWith(what)).count() < EXAMPLES) {
            examples.add(what + " " + subject + " " + tick);
        }
    }
}
