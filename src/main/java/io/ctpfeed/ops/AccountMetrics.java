package io.ctpfeed.ops;

import io.ctpfeed.component.ReaderCounters;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.PaceStatus;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The meters of one account: its session, its subscription and how it goes, its ring, its route. Any thread. */
final class AccountMetrics implements MeterBinder {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Codes with which the API puts a request off. */
    private enum Backpressure {
        OUTSTANDING("-2", PaceStatus::tooManyOutstanding),
        A_SECOND("-3", PaceStatus::tooManyASecond);

        private final String code;
        private final ToLongFunction<PaceStatus> count;

        Backpressure(String code, ToLongFunction<PaceStatus> count) {
            this.code = code;
            this.count = count;
        }
    }

    /** One status for all meters of a scrape: to count the subscription takes a walk over it. */
    private record Look(long nanos, SourceStatus status) {}

    private final FeedFigures feed;
    private final MarketDataSource source;
    private volatile Look last;

    AccountMetrics(FeedFigures feed, MarketDataSource source) {
        this.feed = feed;
        this.source = source;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        session(registry);
        subscription(registry);
        pace(registry);
        ring(registry);
        route(registry);
    }

    private void session(MeterRegistry registry) {
        gauge(registry, "source.ready", null, "1 while logged in", s -> s.state() == SourceState.READY ? 1 : 0);
        gauge(
                registry,
                "source.state",
                null,
                "0 stopped, 1 connecting, 2 connected, 3 logging in, 4 ready, 5 disconnected, 6 blocked",
                s -> s.state().ordinal());
        counter(registry, "source.logins", null, "Successful logins", SourceStatus::logins);
        counter(registry, "source.ticks", "ticks", "Ticks the front sent", SourceStatus::ticks);
    }

    private void subscription(MeterRegistry registry) {
        String unit = "instruments";
        Gauge.builder("ctpfeed.should.instruments", feed, f -> {
                    int should = f.shouldInstruments(source.account());
                    return should < 0 ? Double.NaN : should;
                })
                .tag("account", source.account())
                .baseUnit(unit)
                .description("Instruments on the account's should-list")
                .register(registry);
        gauge(registry, "wanted.instruments", unit, "Instruments that ought to be subscribed", SourceStatus::wanted);
        gauge(
                registry,
                "requested.instruments",
                unit,
                "Instruments asked for in this session",
                SourceStatus::requested);
        gauge(
                registry,
                "acknowledged.instruments",
                unit,
                "Instruments acknowledged in this session",
                SourceStatus::acknowledged);
        gauge(registry, "ticking.instruments", unit, "Instruments with a tick in this session", SourceStatus::ticking);
        gauge(registry, "rejected.instruments", unit, "Instruments refused by the front", SourceStatus::rejected);
    }

    private void pace(MeterRegistry registry) {
        String unit = "instruments";
        paced(
                registry,
                "subscription.in.flight.instruments",
                unit,
                "Asked for, not yet answered",
                PaceStatus::inFlight);
        paced(
                registry,
                "subscription.pace.instruments.per.second",
                null,
                "At what pace instruments are asked for now",
                PaceStatus::instrumentsPerSecond);
        paced(
                registry,
                "subscription.configured.instruments.per.second",
                null,
                "At what pace they are asked for where the front allows it",
                p -> p.configured().instrumentsPerSecond());
        paced(
                registry,
                "subscription.session.full",
                null,
                "1 where the front takes no more instruments in this session",
                p -> p.full() ? 1 : 0);
        for (Backpressure each : Backpressure.values()) {
            FunctionCounter.builder(
                            "ctpfeed.subscription.backpressure", feed, f -> each.count.applyAsLong(source.pace()))
                    .tag("account", source.account())
                    .tag("code", each.code)
                    .description("Requests that the API refused and that were sent again, by its code")
                    .register(registry);
        }
        FunctionCounter.builder("ctpfeed.subscription.slow.downs", feed, f -> source.pace()
                        .slowDowns())
                .tag("account", source.account())
                .description("How often the pace was halved")
                .register(registry);
    }

    private void ring(MeterRegistry registry) {
        gauge(registry, "ring.depth.ticks", "ticks", "Ticks that wait in the ring", SourceStatus::ringDepth);
        gauge(registry, "ring.capacity.ticks", "ticks", "Ticks the ring can hold", SourceStatus::ringCapacity);
        counter(
                registry,
                "ring.overflow.ticks",
                "ticks",
                "Ticks lost because the ring was full",
                SourceStatus::ringOverflows);
    }

    private void route(MeterRegistry registry) {
        routed(registry, "route.ticks", "ticks", "Ticks whose exchange completed", ReaderCounters::ticks);
        routed(registry, "route.exchanges", null, "Exchanges handed to the route", ReaderCounters::exchanges);
        routed(
                registry,
                "route.failed.exchanges",
                null,
                "Exchanges that failed and were offered again tick by tick",
                ReaderCounters::failedExchanges);
        routed(registry, "route.failed.ticks", "ticks", "Ticks passed over", ReaderCounters::failedTicks);
        routed(
                registry,
                "held.back.ticks",
                "ticks",
                "Ticks of an account that stands by, let go when another's had gone out",
                ReaderCounters::heldBackTicks);
    }

    private void gauge(
            MeterRegistry registry, String name, String unit, String what, ToDoubleFunction<SourceStatus> figure) {
        Gauge.builder("ctpfeed." + name, () -> figure.applyAsDouble(status()))
                .tag("account", source.account())
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    private void paced(
            MeterRegistry registry, String name, String unit, String what, ToDoubleFunction<PaceStatus> figure) {
        Gauge.builder("ctpfeed." + name, () -> figure.applyAsDouble(source.pace()))
                .tag("account", source.account())
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry, String name, String unit, String what, ToLongFunction<SourceStatus> figure) {
        // Micrometer holds the object weakly: it is the feed's, which lives; this one would be gone.
        FunctionCounter.builder("ctpfeed." + name, feed, f -> figure.applyAsLong(status()))
                .tag("account", source.account())
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    private void routed(
            MeterRegistry registry, String name, String unit, String what, ToLongFunction<ReaderCounters> figure) {
        FunctionCounter.builder("ctpfeed." + name, feed, f -> f.readers().stream()
                        .filter(reader -> reader.account().equals(source.account()))
                        .mapToLong(figure)
                        .sum())
                .tag("account", source.account())
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    private SourceStatus status() {
        Look look = last;
        if (look == null || System.nanoTime() - look.nanos > FRESH_NANOS) {
            look = new Look(System.nanoTime(), source.status());
            last = look;
        }
        return look.status;
    }
}
