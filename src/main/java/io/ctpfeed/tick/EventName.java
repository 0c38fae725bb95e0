package io.ctpfeed.tick;

import io.ctpfeed.tick.FeedEvent.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All events there are, so that consumers can know them: each is described in docs/reference/asyncapi.yaml, and a test holds
 * the two together. Immutable.
 */
public enum EventName {
    // An account's session with its front.
    CONNECTING(Kind.STATUS),
    CONNECTED(Kind.STATUS),
    LOGGING_IN(Kind.STATUS),
    READY(Kind.STATUS),
    DISCONNECTED(Kind.STATUS),
    BLOCKED(Kind.STATUS),
    STOPPED(Kind.STATUS),

    NATS_WAITING(Kind.STATUS),
    NATS_CONNECTED(Kind.STATUS),
    NATS_DISCONNECTED(Kind.STATUS),
    NATS_CLOSED(Kind.STATUS),
    JETSTREAM_MISSING(Kind.STATUS),
    JETSTREAM_AVAILABLE(Kind.STATUS),
    NATS_CREATED(Kind.STATUS),
    NATS_DIFFERS(Kind.STATUS),
    NATS_CHANGED(Kind.STATUS),
    NATS_AS_DECLARED(Kind.STATUS),
    NATS_DECLARATION_FAILED(Kind.STATUS),
    LAST_VALUES_FAILING(Kind.STATUS),
    LAST_VALUES_WRITTEN(Kind.STATUS),
    CALENDAR_ENDS(Kind.STATUS),
    INSPECTION(Kind.STATUS),

    GAP_OPENED(Kind.GAP),
    GAP_CLOSED(Kind.GAP),
    TICK_FAILED(Kind.GAP),
    RING_OVERFLOW(Kind.GAP),
    OUTAGE_BEGAN(Kind.GAP),
    OUTAGE_ENDED(Kind.GAP),
    OUTAGE_FILLED(Kind.GAP),
    JOURNAL_FILLING(Kind.GAP),
    JOURNAL_LOST(Kind.GAP),
    LATE_REFUSED(Kind.GAP),
    NOT_PUBLISHABLE(Kind.GAP),

    SWITCHED(Kind.FAILOVER),
    ROLLED_BACK(Kind.FAILOVER),
    NO_TARGET(Kind.FAILOVER),
    FLAPPING(Kind.FAILOVER),
    CALM(Kind.FAILOVER),
    CIRCUIT_OPEN(Kind.FAILOVER),
    CIRCUIT_CLOSED(Kind.FAILOVER),

    RUN_STARTED(Kind.SUBSCRIPTION),
    RUN_ENDED(Kind.SUBSCRIPTION),
    RUN_CANCELLED(Kind.SUBSCRIPTION),
    LIMIT_HIT(Kind.SUBSCRIPTION),
    LIMIT_SESSION_FULL(Kind.SUBSCRIPTION),
    SLOWED_DOWN(Kind.SUBSCRIPTION),
    LIST_NOT_BELIEVED(Kind.SUBSCRIPTION),

    PASSED(Kind.CHECKPOINT),
    FAILED(Kind.CHECKPOINT),
    SKIPPED(Kind.CHECKPOINT),
    REFUSED(Kind.CHECKPOINT),
    SERVICE_ENDS(Kind.CHECKPOINT),

    RESUBSCRIBED(Kind.RECOVERY),
    RESTARTING(Kind.RECOVERY),
    RESTARTED(Kind.RECOVERY),
    RESTART_FAILED(Kind.RECOVERY),
    LIMIT_REACHED(Kind.RECOVERY),
    ESCALATED(Kind.RECOVERY),

    LOADED(Kind.ROUTE),
    EDIT_APPLIED(Kind.ROUTE),
    EDIT_REFUSED(Kind.ROUTE),
    EDIT_ROLLED_BACK(Kind.ROUTE),

    CLEAN(Kind.RECONCILE),
    DIFFERENCES(Kind.RECONCILE),
    NOT_PROVEN(Kind.RECONCILE);

    private static final Set<String> LOSSES = Stream.of(TICK_FAILED, RING_OVERFLOW, JOURNAL_LOST, NOT_PUBLISHABLE)
            .map(EventName::token)
            .collect(Collectors.toUnmodifiableSet());

    private final Kind kind;

    EventName(Kind kind) {
        this.kind = kind;
    }

    /** Whether an event of that name says that the feed itself lost ticks. */
    public static boolean isLoss(String token) {
        return LOSSES.contains(token);
    }

    public Kind kind() {
        return kind;
    }

    /** As in a message: {@code nats-connected}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
