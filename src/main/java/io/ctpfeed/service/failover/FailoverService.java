package io.ctpfeed.service.failover;

import io.ctpfeed.config.AccountConfig;
import io.ctpfeed.config.FailoverConfig;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.failover.Failover;
import io.ctpfeed.failover.FailoverListener;
import io.ctpfeed.failover.FailoverParts;
import io.ctpfeed.failover.FailoverSettings;
import io.ctpfeed.failover.FailoverStatus;
import io.ctpfeed.failover.Line;
import io.ctpfeed.failover.LineFigures;
import io.ctpfeed.failover.Role;
import io.ctpfeed.failover.SessionClock;
import io.ctpfeed.failover.Switched;
import io.ctpfeed.ops.FailoverMetrics;
import io.ctpfeed.quality.arbitration.Arbitration;
import io.ctpfeed.quality.arbitration.ArbitrationCounters;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failover, assembled for the running service. Made with it, {@linkplain #connect connected} when its context is up. */
public final class FailoverService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverService.class);

    private final Failover failover;
    private final BreakerPolicy breakers;
    private final FailoverMetrics metrics;
    private volatile ProducerTemplate template;
    private volatile Runnable lineupChanged = () -> {};

    /**
     * @param held whether somebody stopped an account, or its route
     * @param calendar may give null
     * @param file where the state is kept
     */
    public FailoverService(
            FeedConfig config,
            Sources sources,
            Predicate<String> held,
            Supplier<MarketCalendar> calendar,
            Arbitration arbitration,
            EventSink events,
            MeterRegistry registry,
            Path file) {
        FailoverSettings settings = settings(config);
        this.failover = new Failover(new FailoverParts(
                config.accounts().values().stream().map(FailoverService::line).toList(),
                config.failover().firstChoice(),
                sources,
                held,
                new SessionClock(calendar),
                figures(arbitration),
                () -> settings,
                file,
                events,
                new Told(),
                account -> send("direct:subscribe-" + account),
                account -> send("direct:" + BreakerPolicy.PREFIX + account)));
        this.breakers = new BreakerPolicy(failover::circuit);
        this.metrics = new FailoverMetrics(registry, failover::status);
    }

    public Lineup lineup() {
        return failover.lineup();
    }

    public FailoverStatus status() {
        return failover.status();
    }

    /** What routes call, by the name they call it. */
    public Map<String, Object> beans() {
        return Map.of(
                "failover",
                new FailoverSteps(failover, breakers::circuit),
                "failoverBreaker",
                breakers,
                "lineup",
                failover.lineup());
    }

    public List<FeedCommand> commands() {
        return List.of(new FailoverFeedCommand(failover), new FailbackFeedCommand(failover));
    }

    /** From now on routes are reached. @param changed called when what lines do has changed */
    public void connect(CamelContext context, Runnable changed) {
        template = context.createProducerTemplate();
        lineupChanged = changed;
    }

    @Override
    public void close() {
        template = null;
        failover.close();
    }

    private static Line line(AccountConfig account) {
        return new Line(account.name(), Role.valueOf(account.role().name()), account.share());
    }

    private static FailoverSettings settings(FeedConfig config) {
        FailoverConfig limits = config.failover();
        return new FailoverSettings(
                limits.silentSeconds(),
                limits.startSeconds(),
                limits.errorPercent(),
                config.subscription().coveragePercent(),
                limits.backAfterSeconds(),
                limits.backNotBeforeMinutes(),
                limits.mostAnHour(),
                limits.switchSeconds());
    }

    private static LineFigures figures(Arbitration arbitration) {
        return new LineFigures() {
            @Override
            public long brought(int line) {
                ArbitrationCounters counted = arbitration.counted(line);
                return counted.first() + counted.copies() + counted.late();
            }

            @Override
            public long missed(int line) {
                return arbitration.counted(line).missed().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }
        };
    }

    /** A route that is stopped, or not there, takes nothing: then nobody is told. */
    private void send(String route) {
        ProducerTemplate present = template;
        if (present != null) {
            present.asyncSendBody(route, "").whenComplete((done, failed) -> {
                if (failed != null) {
                    LOG.debug("{}: {}", route, failed.toString());
                }
            });
        }
    }

    private final class Told implements FailoverListener {
        @Override
        public void switched(Switched what) {
            metrics.switched(what);
        }

        @Override
        public void lineupChanged() {
            lineupChanged.run();
        }
    }
}
