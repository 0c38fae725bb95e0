package io.ctpfeed.failover;

import io.ctpfeed.source.LineMode;
import java.time.Instant;
import java.util.List;

/**
 * How failover stands.
 *
 * @param active the account that is active
 * @param since when it became so
 * @param reason why, as a word; empty: it is the first choice and always was
 * @param why the same as a sentence
 * @param byHand whether somebody decided it: it stays until somebody takes it back
 * @param firstChoice the account that is active when all is well
 * @param flapping whether it stays as it failed over too often within the hour
 * @param lines all that may be active
 */
public record FailoverStatus(
        String active,
        Instant since,
        String reason,
        String why,
        boolean byHand,
        String firstChoice,
        boolean flapping,
        List<LineStatus> lines) {

    /**
     * One line.
     *
     * @param problem what is wrong with it; empty: nothing
     */
    public record LineStatus(String account, Role role, LineMode mode, Circuit circuit, String problem) {}
}
