package io.ctpfeed.service;

import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.QualityConfig;
import io.ctpfeed.publish.PublishObserver;
import io.ctpfeed.publish.TickDelivery;
import io.ctpfeed.quality.TickPolicy;
import io.ctpfeed.quality.Treatment;
import io.ctpfeed.quality.gap.GapDetector;
import io.ctpfeed.quality.gap.GapLog;
import io.ctpfeed.quality.gap.GapRecord;
import io.ctpfeed.quality.gap.GapSettings;
import io.ctpfeed.quality.gap.GapWatch;
import io.ctpfeed.quality.gap.PublishProgress;
import io.ctpfeed.quality.reconcile.FrontSnapshots;
import io.ctpfeed.service.day.AccountSnapshots;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickFlaw;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Flaws of ticks and gaps, assembled: a thread of its own looks four times a second. Started and closed by one thread; the
 * rest may be asked by any.
 */
public final class Gaps implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final TickQuality quality;
    private final GapWatch watch;
    private final GapDetector detector;
    private final Progress progress;
    private final Rounds looking;

    /**
     * @param delivery null before it is made
     * @param epoch number of this start of the service
     * @param kept where a file is kept, by its name and ending
     */
    Gaps(
            FeedConfig config,
            Instruments instruments,
            Sources sources,
            HandStops handStops,
            TickQuality quality,
            EventSink events,
            Supplier<TickDelivery> delivery,
            long epoch,
            BiFunction<String, String, Path> kept) {
        this.quality = quality;
        this.watch = new GapWatch(instruments);
        this.progress = new Progress(delivery);
        this.detector = new GapDetector(
                instruments,
                watch,
                new AccountLines(sources, handStops),
                quality.lines(),
                quality.arbitration(),
                quality.pace(),
                new GapLog(kept.apply("gaps", ".json"), epoch, events),
                kept.apply("published", ".mark"),
                progress,
                () -> fronts(config, sources),
                settings(config.quality()));
        this.looking = new Rounds("ctpfeed-gaps", detector::look);
        renew(config.quality());
    }

    /** A step of the way of every tick. */
    public GapWatch watch() {
        return watch;
    }

    public GapDetector detector() {
        return detector;
    }

    /** Open now, in the order in which they began. */
    public List<GapRecord> open() {
        return detector.log().open();
    }

    /** Notes how far publishing is: one write to memory a tick. */
    PublishObserver observer() {
        return progress;
    }

    void start() {
        looking.start(Duration.ZERO, PAUSE);
    }

    /** What happens from now on belongs to the end of the service. */
    void stopLooking() {
        looking.close();
    }

    /** Everything is published that will be. */
    @Override
    public void close() {
        looking.close();
        detector.end();
    }

    /** Takes {@code quality.*} and {@code gaps.*} into force. */
    void renew(QualityConfig config) {
        quality.classification()
                .treatBy(TickPolicy.of(Map.of(
                        TickFlaw.REPEATED, treatment(config.repeated()),
                        TickFlaw.OUT_OF_ORDER, treatment(config.outOfOrder()),
                        TickFlaw.STALE, treatment(config.stale()),
                        TickFlaw.OUT_OF_SESSION, treatment(config.outOfSession()),
                        TickFlaw.IMPLAUSIBLE, treatment(config.implausible()))));
        detector.settings(settings(config));
    }

    private static Treatment treatment(QualityConfig.Flaw configured) {
        return Treatment.valueOf(configured.name());
    }

    private static GapSettings settings(QualityConfig config) {
        return new GapSettings(
                Duration.ofMillis(config.lineSilentMillis()),
                config.lineSilentTicks(),
                Duration.ofSeconds(config.productSilentSeconds()),
                config.missedPermille() / 1000.0);
    }

    private static List<FrontSnapshots> fronts(FeedConfig config, Sources sources) {
        return sources.all().stream()
                .filter(source -> source.state() == SourceState.READY)
                .filter(source ->
                        !config.accounts().get(source.account()).traderFronts().isEmpty())
                .<FrontSnapshots>map((MarketDataSource source) -> new AccountSnapshots(source, null))
                .toList();
    }

    private record Progress(AtomicLong at, Supplier<TickDelivery> delivery)
            implements PublishObserver, PublishProgress {
        Progress(Supplier<TickDelivery> delivery) {
            this(new AtomicLong(), delivery);
        }

        @Override
        public void published(Tick tick, Instrument instrument, byte[] payload) {
            at.lazySet(tick.receivedAt());
        }

        @Override
        public void kept(Tick tick, Instrument instrument, byte[] payload) {
            at.lazySet(tick.receivedAt());
        }

        @Override
        public long lastAt() {
            return at.get();
        }

        @Override
        public long taken() {
            return delivery.get().taken();
        }

        @Override
        public long settled() {
            return delivery.get().settled();
        }
    }
}
