package io.ctpfeed.ops;

import io.ctpfeed.session.MarketHours.Stretch;
import io.ctpfeed.session.MarketTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;

/**
 * Whether there is a session, for alerts that must not ring without one. The instants are for who is told nothing any more: of
 * a service that is down, the last values still say when it should be up. Any thread.
 */
final class SessionMetrics implements MeterBinder {
    private static final List<String> SESSIONS = List.of("this", "next");
    private static final double MILLIS = 1e3;

    private final FeedFigures feed;

    SessionMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ctpfeed.session.open", feed, f -> f.hours().isOpen(MarketTime.localNow()) ? 1 : 0)
                .description("1 while any product is in continuous trading, by the calendar")
                .register(registry);
        for (int i = 0; i < SESSIONS.size(); i++) {
            instant(registry, i, "opens", "begins", Stretch::open);
            instant(registry, i, "closes", "ends", Stretch::close);
        }
    }

    /** By the machine's clock, which Prometheus goes by, also where the process's clock was set. */
    private void instant(
            MeterRegistry registry, int session, String name, String what, Function<Stretch, LocalDateTime> end) {
        Gauge.builder("ctpfeed.session." + name + ".timestamp", feed, f -> {
                    LocalDateTime now = MarketTime.localNow();
                    Duration ahead = Duration.between(
                            now, end.apply(f.hours().at(now).get(session).whole()));
                    return (System.currentTimeMillis() + ahead.toMillis()) / MILLIS;
                })
                .tag("session", SESSIONS.get(session))
                .baseUnit("seconds")
                .description("When the day's or night's session in progress, or the next one, and the one after it, "
                        + what + ", in seconds since 1970")
                .register(registry);
    }
}
