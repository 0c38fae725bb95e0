package io.ctpfeed.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.ctpfeed.config.LogConfig;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Puts the configured levels into force; logback.xml has those that are not configured. */
final class LogLevels {
    private static final String OURS = "io.ctpfeed";

    private LogLevels() {}

    static void apply(LogConfig config, boolean debug) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext loggers) {
            set(loggers, OURS, debug ? LogConfig.Level.DEBUG : config.level());
            config.levels().forEach((logger, level) -> set(loggers, logger, level));
        }
    }

    /** For a command whose own lines say all that counts. */
    static void quiet() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext loggers) {
            loggers.getLogger(OURS).setLevel(Level.OFF);
        }
    }

    private static void set(LoggerContext loggers, String logger, LogConfig.Level level) {
        loggers.getLogger(logger).setLevel(Level.valueOf(level.name()));
    }
}
