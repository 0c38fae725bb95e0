package io.ctpfeed.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.publish.DeliveryFigures;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.publish.PublishCounters;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.TradingCalendar;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * {@code status}: all that an operator asks first, as one line. Exit code 4 if NATS or an account that should be logged in
 * is not, or the service is still starting; 7 if it is well but for an account or a route that somebody stopped, or
 * instruments that somebody unsubscribed.
 */
final class FeedStatusCommand implements FeedCommand {
    private static final int UNREACHABLE = 4;
    private static final int PARTLY_FAILED = 7;

    private final FeedService service;
    private final Instant startedAt = Instant.now();

    FeedStatusCommand(FeedService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public void run(JsonNode arguments, Reply reply) {
        List<Account> accounts = accounts();
        List<Map<String, Object>> routes = routes();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "status");
        line.put("state", service.phase());
        line.put("startedAt", startedAt);
        line.put("pid", ProcessHandle.current().pid());
        line.put("version", version());
        line.put("library", service.library().marketDataVersion());
        line.put("standIn", service.library().standIn());
        line.put(
                "nats",
                Map.of(
                        "connected", service.nats().state() == NatsLink.State.CONNECTED,
                        "state", service.nats().state(),
                        "lastError", service.nats().lastError()));
        line.put("accounts", accounts);
        line.put("failover", service.failover().status());
        line.put("routes", routes);
        line.put("published", published());
        line.put("delivery", delivery());
        line.put("gaps", gaps());
        line.put("edits", edits());
        line.put("calendar", calendar());
        reply.send(line);
        reply.result(exit(accounts, routes), null);
    }

    /**
     * An account's status, and why it is as it is.
     *
     * @param used whether a route takes its ticks
     * @param stoppedByHand used, and yet stopped
     * @param unsubscribedByHand instruments that stay unsubscribed for the trading day
     */
    private record Account(
            SourceStatus status, boolean used, boolean stoppedByHand, Collection<String> unsubscribedByHand) {
        boolean down() {
            return used && !stoppedByHand && status.state() != SourceState.READY;
        }
    }

    private List<Account> accounts() {
        Set<String> used = service.handStops().used();
        return service.sources().all().stream()
                .map(source -> new Account(
                        source.status(),
                        used.contains(source.account()),
                        service.handStops().isStopped(source.account()),
                        source.unsubscribedByHand()))
                .toList();
    }

    private List<Map<String, Object>> routes() {
        CamelContext context = service.context();
        return loaded().stream()
                .map(route -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("id", route.getId());
                    shown.put(
                            "state", String.valueOf(context.getRouteController().getRouteStatus(route.getId())));
                    shown.put("description", route.getDescription());
                    return shown;
                })
                .toList();
    }

    private List<Route> loaded() {
        CamelContext context = service.context();
        return context == null ? List.of() : context.getRoutes();
    }

    private Map<String, Long> published() {
        Map<String, Long> sums = new LinkedHashMap<>();
        sums.put("ticks", sum(PublishCounters::published));
        sums.put("late", sum(PublishCounters::late));
        sums.put("lost", sum(PublishCounters::lost));
        sums.put("failed", sum(PublishCounters::failed));
        sums.put("unknownExchange", sum(PublishCounters::unknownExchange));
        return sums;
    }

    /** Empty before there is one. */
    private Map<String, Object> delivery() {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (service.delivery() != null) {
            DeliveryFigures figures = service.delivery().figures();
            shown.put("live", figures.live());
            shown.put("inFlight", figures.inFlight());
            shown.put("outages", figures.outages());
            shown.put("journalTicks", figures.journal().ticks());
            shown.put("journalOldestSeconds", figures.journal().oldestAgeMillis() / 1000);
            shown.put("latePublished", figures.latePublished());
            shown.put("lost", figures.journal().lost());
        }
        return shown;
    }

    private long sum(ToLongFunction<PublishCounters> figure) {
        Collection<PublishCounters> counters =
                service.natsTicks() == null ? List.of() : service.natsTicks().counters();
        return counters.stream().mapToLong(figure).sum();
    }

    /** Empty before they are looked for. */
    private Map<String, Object> gaps() {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (service.gaps() != null) {
            shown.put("open", service.gaps().open());
            Map<String, Double> missed = new LinkedHashMap<>();
            service.sources()
                    .all()
                    .forEach(source -> missed.put(
                            source.account(), service.gaps().detector().missedRatio(source.line())));
            shown.put("missedTickRatio", missed);
        }
        return shown;
    }

    private Map<String, Long> edits() {
        Map<String, Long> edits = new LinkedHashMap<>();
        if (service.edits() != null) {
            edits.put("applied", service.edits().applied());
            edits.put("refused", service.edits().refused());
            edits.put("rolledBack", service.edits().rolledBack());
        }
        return edits;
    }

    /** Empty where the service has no calendar. */
    private Map<String, Object> calendar() {
        MarketCalendar market = service.context() == null
                ? null
                : service.context().getRegistry().lookupByNameAndType("marketCalendar", MarketCalendar.class);
        if (market == null) {
            return Map.of();
        }
        TradingCalendar days = market.days();
        LocalDate tradingDay = days.tradingDayAt(MarketTime.localNow());
        Map<String, Object> today = new LinkedHashMap<>();
        today.put("marketTime", MarketTime.localNow());
        today.put("tradingDay", tradingDay);
        today.put("night", days.hasNight(tradingDay));
        today.put("tradesToday", days.isTradingDay(MarketTime.localNow().toLocalDate()));
        today.put("coveredUntil", days.coveredUntil());
        return today;
    }

    private int exit(List<Account> accounts, List<Map<String, Object>> routes) {
        if (service.phase() != FeedService.Phase.RUNNING
                || service.nats().state() != NatsLink.State.CONNECTED
                || accounts.stream().anyMatch(Account::down)
                || accounts.stream().noneMatch(Account::used)) {
            return UNREACHABLE;
        }
        boolean stopped = accounts.stream()
                        .anyMatch(each -> each.stoppedByHand()
                                || !each.unsubscribedByHand().isEmpty())
                || routes.stream().anyMatch(route -> !"Started".equals(route.get("state")));
        return stopped ? PARTLY_FAILED : 0;
    }

    private static String version() {
        String ours = FeedService.class.getPackage().getImplementationVersion();
        return ours == null ? "(not packaged)" : ours;
    }
}
