package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.Classification;
import io.ctpfeed.quality.Lines;
import io.ctpfeed.quality.Schedule;
import io.ctpfeed.quality.TickPace;
import io.ctpfeed.quality.arbitration.Arbitration;
import io.ctpfeed.quality.reconcile.FrontSnapshots;
import io.ctpfeed.session.Interval;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.TickStructs;
import io.ctpfeed.tick.WallClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;

/** Two lines, a and b, the steps that their ticks pass, and a detector, on a clock that is set by hand. */
final class GapRig implements GapLines, AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 6);
    static final GapSettings SETTINGS = new GapSettings(Duration.ofMillis(2_500), 20, Duration.ofSeconds(60), 0.01);

    final Instruments instruments = new Instruments();
    final List<FeedEvent> events = new ArrayList<>();
    final Lines lines = new Lines();
    final GapWatch watch = new GapWatch(instruments);
    final boolean[] complete = {true, true};
    /** What the trader front says of volumes; null: it does not answer. */
    Map<String, Integer> volumes;

    final GapDetector detector;
    private final TickPace pace = new TickPace(instruments, new DayOnly());
    private final Classification classification = new Classification(instruments, new DayOnly(), lines, pace);
    private final Arbitration arbitration = new Arbitration(instruments, lines, Duration.ofSeconds(20));
    private final Map<String, Integer> traded = new HashMap<>();
    private static long starts;
    private LocalDateTime now;
    private long published;

    /** One session, 09:00 to 15:00, on any day. */
    private static final class DayOnly implements Schedule {
        @Override
        public LocalDate tradingDayAt(LocalDateTime moment) {
            return moment.toLocalDate();
        }

        @Override
        public List<Interval> intervals(LocalDate day, String exchangeId, String productId) {
            return List.of(new Interval(null, day.atTime(9, 0), day.atTime(15, 0), false));
        }

        @Override
        public Object version() {
            return GapRig.class;
        }
    }

    GapRig(Path folder) {
        at("09:30:00");
        learn("rb2605", "rb");
        learn("cu2605", "cu");
        learn("al2605", "al");
        learn("zn2605", "zn");
        detector = new GapDetector(
                instruments,
                watch,
                this,
                lines,
                arbitration,
                pace,
                new GapLog(folder.resolve("gaps.json"), ++starts, events::add),
                folder.resolve("published.mark"),
                new Progress(),
                () -> volumes == null ? List.of() : List.of(new Front()),
                SETTINGS);
        lines.loggedIn(0);
        lines.loggedIn(1);
    }

    /** All is acknowledged at once. */
    private final class Progress implements PublishProgress {
        @Override
        public long lastAt() {
            return published;
        }

        @Override
        public long taken() {
            return 0;
        }

        @Override
        public long settled() {
            return 0;
        }
    }

    private final class Front implements FrontSnapshots {
        @Override
        public String account() {
            return "a";
        }

        @Override
        public CompletableFuture<TickBatch> ofClass(char productClass) {
            TickBatch batch = new TickBatch(volumes.size());
            volumes.forEach((id, volume) -> batch.append(TickStructs.ordinary(id, volume), 0, 1, 0));
            return CompletableFuture.completedFuture(batch);
        }
    }

    private void learn(String id, String product) {
        instruments.learn(List.of(new Contract(
                id, "SHFE", product, '1', "", 10, 1, 2026, 5, "20250101", "20260515", '1', true, '0', 1, "")));
    }

    GapRig at(String time) {
        return at(DAY.atTime(java.time.LocalTime.parse(time)));
    }

    private GapRig at(LocalDateTime moment) {
        now = moment;
        WallClock.simulate(MarketTime.epochNanos(now));
        return this;
    }

    GapRig pass(long millis) {
        return at(now.plusNanos(millis * 1_000_000));
    }

    /** An update of an instrument, on these lines. */
    void tick(String id, int... on) {
        int volume = traded.merge(id, 10, Integer::sum);
        for (int line : on) {
            UnsafeBuffer struct = TickStructs.ordinary(id, volume);
            TickStructs.text(struct, TickLayout.UPDATE_TIME, now.format(TIME));
            struct.putInt(TickLayout.UPDATE_MILLISEC, now.getNano() / 1_000_000);
            TickBatch batch = new TickBatch(1);
            batch.append(struct, 0, MarketTime.epochNanos(now), line);
            pass(batch);
        }
        published = MarketTime.epochNanos(now);
    }

    /** So many updates of an instrument at once: all by line 0, then all by line 1. */
    void burst(int count) {
        TickBatch updates = new TickBatch(count);
        for (int i = 0; i < count; i++) {
            UnsafeBuffer struct = TickStructs.ordinary("rb2605", traded.merge("rb2605", 10, Integer::sum));
            TickStructs.text(struct, TickLayout.UPDATE_TIME, now.format(TIME));
            updates.append(struct, 0, MarketTime.epochNanos(now), 0);
        }
        for (int line = 0; line < 2; line++) {
            TickBatch batch = new TickBatch(count);
            for (int i = 0; i < count; i++) {
                var tick = updates.view(i);
                batch.append(tick.buffer(), tick.offset(), MarketTime.epochNanos(now), line);
            }
            pass(batch);
        }
    }

    private void pass(TickBatch batch) {
        instruments.resolve(batch);
        classification.classify(batch);
        arbitration.arbitrate(batch);
        watch.watch(batch);
    }

    /** Every tenth of a second a tick of each instrument on these lines, and a look. */
    void market(int tenths, int... on) {
        for (int i = 0; i < tenths; i++) {
            pass(100);
            for (String id : List.of("rb2605", "cu2605", "al2605", "zn2605")) {
                tick(id, on);
            }
            detector.look();
        }
    }

    List<FeedEvent> named(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    List<GapRecord> open() {
        return detector.log().open();
    }

    /** Details of the only one that was opened and closed. */
    Map<String, Object> closed() {
        List<FeedEvent> closed = named("gap-closed");
        if (closed.size() != 1 || named("gap-opened").size() != 1 || !open().isEmpty()) {
            throw new AssertionError("not one gap that closed: " + events);
        }
        return closed.get(0).details();
    }

    String instant() {
        return GapRecord.text(MarketTime.epochNanos(now));
    }

    @Override
    public int count() {
        return 2;
    }

    @Override
    public String account(int line) {
        return line == 0 ? "a" : "b";
    }

    @Override
    public boolean isWanted(int line) {
        return true;
    }

    @Override
    public boolean isComplete(int line) {
        return lines.isUp(line) && complete[line];
    }

    @Override
    public boolean isWhole() {
        return isComplete(0) || isComplete(1);
    }

    @Override
    public void close() {
        WallClock.real();
    }
}
