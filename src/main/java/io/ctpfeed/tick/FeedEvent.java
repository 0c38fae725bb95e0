package io.ctpfeed.tick;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened to the feed and that operators or consumers want to know: published on
 * {@code md.event.KIND} as JSON, logged, counted.
 *
 * @param kind decides the subject
 * @param name what happened: the token of an {@link EventName}
 * @param source the account or part it happened to; empty where it concerns the whole feed
 * @param at when
 * @param details figures and texts, in the order in which they read well; never a secret
 */
public record FeedEvent(Kind kind, String name, String source, Instant at, Map<String, Object> details) {

    /** The last token of the subject. */
    public enum Kind {
        STATUS,
        GAP,
        FAILOVER,
        SUBSCRIPTION,
        CHECKPOINT,
        RECOVERY,
        ROUTE,
        RECONCILE;

        public String token() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether the feed itself lost ticks; how many is the detail {@code ticks}. */
    public boolean isLoss() {
        return EventName.isLoss(name);
    }

    /** An event of this moment. @param details names and values in turn */
    public static FeedEvent of(EventName name, String source, Object... details) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < details.length; i += 2) {
            map.put((String) details[i], details[i + 1]);
        }
        Instant now = Instant.ofEpochSecond(0, WallClock.epochNanos()).truncatedTo(ChronoUnit.MICROS);
        return new FeedEvent(name.kind(), name.token(), source, now, map);
    }
}
