package io.ctpfeed.service;

import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.RecoveryConfig;
import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.inspect.CheckCommand;
import io.ctpfeed.service.inspect.HealthSweep;
import io.ctpfeed.service.inspect.PaceSilence;
import io.ctpfeed.service.inspect.Recovering;
import io.ctpfeed.service.subscribe.ListRenewal;
import io.ctpfeed.service.subscribe.RouteRuns;
import io.ctpfeed.service.subscribe.SubscribeCommand;
import io.ctpfeed.service.subscribe.Subscribing;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * What should be subscribed is, and stays so: contract lists, runs, inspections and recovery, assembled. Connected and closed
 * by one thread; the rest may be asked by any.
 */
final class Upkeep implements AutoCloseable {
    /** A query that is not answered in time is answered from the cache: after its own timeout. */
    private static final long LIST_SPARE_MILLIS = 5_000;

    private final Listing listing;
    private final Sources sources;
    private final long listMillis;
    private final Subscribing subscribing;
    private final HealthSweep sweep;
    private final Recovering recovering;
    private ListRenewal renewal;

    /** @param history file that keeps what recovery tried */
    Upkeep(
            FeedConfig config,
            Listing listing,
            Sources sources,
            Instruments instruments,
            TickQuality quality,
            HandStops handStops,
            Lineup lineup,
            Supplier<MarketCalendar> calendar,
            EventSink events,
            Path history) {
        this.listing = listing;
        this.sources = sources;
        this.listMillis = config.source().queryTimeoutMillis() + LIST_SPARE_MILLIS;
        subscribing = new Subscribing(config.subscription(), config.ops().runDir(), sources, instruments, events);
        subscribing.judgeBy(new PaceSilence(quality.pace(), instruments), handStops::isStopped, lineup);
        sweep = new HealthSweep(subscribing, calendar, events, config.recovery());
        recovering = new Recovering(sources, subscribing, sweep, handStops, events, config.recovery(), history);
    }

    /** What routes call, by the name they call it. */
    Map<String, Object> beans() {
        return Map.of(
                "shouldList",
                listing.lists(),
                "subscribeAtStart",
                subscribing.atStart(),
                "inspection",
                sweep,
                "recovery",
                recovering);
    }

    /** Once there is a context, before its routes. @return what operators may ask for */
    List<FeedCommand> connect(CamelContext context) {
        context.getRegistry().bind("subscriptionRun", new RouteRuns(subscribing, context, listMillis));
        renewal = new ListRenewal(listing.lists(), subscribing, context, sources, listMillis);
        return List.of(
                new SubscribeCommand(subscribing, context, listMillis),
                new CheckCommand(subscribing, recovering, context, listMillis));
    }

    /** From now on follows edits of the lists' rules, and fronts that come back. */
    void follow(Edits edits, Path configDir) {
        renewal.follow(edits::follow, configDir, listing.accountsWithTrader());
    }

    void renew(SubscriptionConfig next) {
        subscribing.renew(next);
        renewal.renew(next);
    }

    void renew(RecoveryConfig next) {
        sweep.renew(next);
        recovering.renew(next);
    }

    Subscribing subscribing() {
        return subscribing;
    }

    HealthSweep sweep() {
        return sweep;
    }

    Recovering recovering() {
        return recovering;
    }

    @Override
    public void close() {
        Ending.close("recovery", recovering);
        Ending.close("contract lists", renewal);
        Ending.close("subscription", subscribing);
    }
}
