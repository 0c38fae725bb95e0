package io.ctpfeed.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code --debug}, or {@code CTPFEED_DEBUG=1}: for every command. */
final class Debug {
    private static final String VARIABLE = "CTPFEED_DEBUG";

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the trace of an error and log more; so does CTPFEED_DEBUG=1.")
    private boolean option;

    boolean on() {
        return option || "1".equals(System.getenv(VARIABLE));
    }
}
