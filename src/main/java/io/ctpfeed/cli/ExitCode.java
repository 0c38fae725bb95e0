package io.ctpfeed.cli;

import java.util.Collection;
import java.util.List;

/** How a command ended, for scripts. Where several apply, {@link #worst} says which one counts. */
public enum ExitCode {
    OK(0, "fine"),
    /** Also an error nobody foresaw. */
    PROOF_FAILED(1, "a proof failed, or an unexpected error"),
    USAGE(2, "wrong usage"),
    CONFIGURATION(3, "configuration or credentials"),
    UNREACHABLE(4, "front or NATS unreachable"),
    COVERAGE(5, "coverage below threshold"),
    RATE_LIMIT(6, "rate limit hit"),
    PARTLY_FAILED(7, "partly failed"),
    /** For whoever supervises the service; sysexits.h calls it a temporary failure. */
    RESTART(75, "the service ended to be started anew");

    private static final List<ExitCode> PRECEDENCE =
            List.of(USAGE, CONFIGURATION, UNREACHABLE, RATE_LIMIT, COVERAGE, PARTLY_FAILED, PROOF_FAILED, RESTART, OK);

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /** The one that counts: the first of 2, 3, 4, 6, 5, 7, 1; {@link #OK} of none. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return PRECEDENCE.stream().filter(codes::contains).findFirst().orElse(OK);
    }
}
