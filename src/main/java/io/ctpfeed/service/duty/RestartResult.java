package io.ctpfeed.service.duty;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How a pre-market restart went. Immutable.
 *
 * @param restarted accounts that were made anew and are well
 * @param leftAlone accounts that were not touched, as somebody stopped them or their credentials were refused: why
 * @param problems empty unless it failed, or was refused
 * @param tries it took
 * @param coveragePercent of what should be subscribed, at the end
 */
public record RestartResult(
        Outcome outcome,
        List<String> restarted,
        List<String> leftAlone,
        List<Problem> problems,
        int tries,
        int coveragePercent,
        long elapsedMillis) {

    /** What became of it. */
    public enum Outcome {
        DONE,
        FAILED,
        /** {@code premarket.restart = none}. */
        SKIPPED,
        /** A session is under way and nobody forced it, or another restart is. */
        REFUSED,
        /** The service ends now, to be started anew. */
        SERVICE_ENDS;

        /** As metrics name it. */
        String token() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static List<String> tokens() {
            return Stream.of(values()).map(Outcome::token).toList();
        }
    }

    /** In one line. */
    public String text() {
        String left = leftAlone.isEmpty() ? "" : "; left alone: " + String.join(", ", leftAlone);
        return switch (outcome) {
            case DONE -> "restarted " + String.join(", ", restarted) + " in " + elapsedMillis / 1000.0 + " s, "
                    + coveragePercent + " % subscribed" + left;
            case FAILED -> "the restart " + (restarted.isEmpty() ? "failed" : "partly failed") + " after " + tries
                    + (tries == 1 ? " try: " : " tries: ") + problemText()
                    + (restarted.isEmpty() ? "" : "; restarted " + String.join(", ", restarted)) + left;
            case SKIPPED -> "nothing restarted: premarket.restart = none";
            case REFUSED -> "nothing restarted: " + problemText();
            case SERVICE_ENDS -> "the service ends now, to be started anew";
        };
    }

    private String problemText() {
        return String.join("; ", problems.stream().map(Problem::text).toList());
    }
}
