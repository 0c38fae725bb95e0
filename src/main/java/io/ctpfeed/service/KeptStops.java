package io.ctpfeed.service;

import java.util.List;
import java.util.Map;

/**
 * What is to stay as it is over a restart of the service, since a person decided it or must. Immutable; moments ISO 8601, UTC.
 *
 * @param stopped accounts that were stopped by hand, and since when
 * @param refused accounts whose credentials were refused
 * @param unsubscribed by account, instruments that were unsubscribed by hand
 * @param routes ids of routes that were stopped or suspended by hand, in order
 */
record KeptStops(
        Map<String, String> stopped,
        Map<String, Refusal> refused,
        Map<String, Unsubscribed> unsubscribed,
        List<String> routes) {
    static final KeptStops NONE = new KeptStops(Map.of(), Map.of(), Map.of(), List.of());

    /** @param login {@linkplain LoginFingerprint what was refused}; empty: not worked out yet */
    record Refusal(String at, String reason, String login) {}

    /** @param tradingDay for which it counts, yyyyMMdd; empty: until the first login */
    record Unsubscribed(String tradingDay, List<String> instruments) {}

    KeptStops withRefused(Map<String, Refusal> now) {
        return new KeptStops(stopped, now, unsubscribed, routes);
    }
}
