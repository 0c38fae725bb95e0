package io.ctpfeed.source;

import java.time.Instant;

/**
 * A source at one moment.
 *
 * @param account its name
 * @param state where it stands
 * @param since when it came to that state
 * @param reason why, in words an operator understands; empty where there is nothing to say
 * @param stopRequested whether it is STOPPED because somebody stopped it; false where it was never started, and within a
 *     restart
 * @param tradingDay as the front's login answered, yyyyMMdd; empty before
 * @param logins successful logins since the source was made
 * @param disconnects connections that broke since then
 * @param wanted instruments that ought to be subscribed
 * @param requested of those, asked for in this session
 * @param acknowledged of those, acknowledged in this session
 * @param ticking of those, with a tick in this session
 * @param rejected of those, refused by the front
 * @param ticks received since the source was made
 * @param ringDepth ticks that wait in the ring
 * @param ringCapacity ticks the ring can hold
 * @param ringOverflows ticks lost because the ring was full
 * @param library version of the API library that serves it
 */
public record SourceStatus(
        String account,
        SourceState state,
        Instant since,
        String reason,
        boolean stopRequested,
        String tradingDay,
        long logins,
        long disconnects,
        int wanted,
        int requested,
        int acknowledged,
        int ticking,
        int rejected,
        long ticks,
        int ringDepth,
        int ringCapacity,
        long ringOverflows,
        String library) {}
