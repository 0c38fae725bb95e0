package io.ctpfeed.service.inspect;

import io.ctpfeed.config.RecoveryConfig;
import io.ctpfeed.service.subscribe.Subscribing;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.Phase;
import io.ctpfeed.session.SessionTable;
import io.ctpfeed.subscription.AccountFindings;
import io.ctpfeed.subscription.Coverage;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The inspections of the running service: the bean {@code inspection} of routes/health-sweep.yaml. In and around sessions it
 * compares, keeps the figures for metrics, and tells of what has changed. Any thread.
 */
public final class HealthSweep {
    /** Names in an event; more are in {@code ./ctpfeed check --json}. */
    private static final int NAMED = 20;

    private final Subscribing subscribing;
    private final Supplier<MarketCalendar> calendar;
    private final EventSink events;
    private volatile RecoveryConfig config;
    private volatile Inspection last;
    private List<Object> said = List.of();

    /** @param calendar may give null: then it is always time */
    public HealthSweep(
            Subscribing subscribing, Supplier<MarketCalendar> calendar, EventSink events, RecoveryConfig config) {
        this.subscribing = subscribing;
        this.calendar = calendar;
        this.events = events;
        this.config = config;
    }

    public void renew(RecoveryConfig next) {
        config = next;
    }

    /** Looks, if it is time. @return null where it is not */
    public Inspection sweep() {
        Inspection found = look();
        if (!isTime(found)) {
            return null;
        }
        tell(found);
        return found;
    }

    /** Looks at all accounts, by the lists of their last runs; tells nobody. */
    public Inspection look() {
        Inspection found = subscribing.inspect(subscribing.lists());
        last = found;
        return found;
    }

    /** The last look at all accounts; null before the first. */
    public Inspection last() {
        return last;
    }

    /** Whether any product of the inspection trades, or does within the margin. */
    boolean isTime(Inspection found) {
        MarketCalendar known = calendar.get();
        if (known == null || found.products().isEmpty()) {
            return true;
        }
        SessionTable sessions = known.sessions();
        LocalDateTime now = MarketTime.localNow();
        int margin = config.marginSeconds();
        List<LocalDateTime> moments = List.of(now, now.plusSeconds(margin), now.minusSeconds(margin));
        return found.products().stream().filter(HealthSweep::hasHours).anyMatch(row -> moments.stream()
                .anyMatch(moment -> sessions.phaseAt(moment, row.exchange(), row.product()) != Phase.CLOSED));
    }

    private synchronized void tell(Inspection found) {
        List<String> missing = names(found, AccountFindings::notSubscribed);
        List<String> silent = names(found, account -> account.silent().stream()
                .map(AccountFindings.Silent::instrument)
                .toList());
        List<String> rejected = names(found, account -> account.rejected().stream()
                .map(each -> each.instrument())
                .toList());
        List<String> notOnList = names(found, AccountFindings::notOnList);
        List<Object> now = List.of(found.total().should(), missing, silent, rejected, notOnList);
        if (now.equals(said)) {
            return;
        }
        said = now;
        List<Object> details = new ArrayList<>(List.of(
                "should",
                found.total().should(),
                "subscribed",
                found.total().subscribed(),
                "ticking",
                found.total().ticking(),
                "coveragePercent",
                found.total().percent()));
        add(details, "missing", missing);
        add(details, "silent", silent);
        add(details, "rejected", rejected);
        add(details, "notOnList", notOnList);
        events.accept(FeedEvent.of(EventName.INSPECTION, "", details.toArray()));
    }

    private static void add(List<Object> details, String what, List<String> names) {
        details.addAll(List.of(what, names.size()));
        if (!names.isEmpty()) {
            details.addAll(List.of(what + "Instruments", first(names)));
        }
    }

    /** The first few names, for an event. */
    static List<String> first(List<String> names) {
        return names.subList(0, Math.min(NAMED, names.size()));
    }

    private static List<String> names(Inspection found, Function<AccountFindings, List<String>> of) {
        return found.accounts().stream()
                .flatMap(account -> Stream.of(of.apply(account)))
                .flatMap(List::stream)
                .toList();
    }

    /** Combinations trade when their legs do. */
    private static boolean hasHours(Coverage row) {
        return !row.product().isEmpty()
                && row.product().indexOf('&') < 0
                && row.product().indexOf(' ') < 0;
    }
}
