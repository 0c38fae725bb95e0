package io.ctpfeed.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is logged. Immutable.
 *
 * @param level of ctpfeed itself
 * @param levels of single loggers, by name
 */
public record LogConfig(Level level, Map<String, Level> levels) {

    /** From the most to the least. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    static LogConfig of(Values values) {
        String prefix = FeedProperties.LOG_LEVELS.key().replace("*", "");
        Map<String, Level> levels = new LinkedHashMap<>();
        for (String key : values.source().under(prefix).keySet()) {
            String logger = key.substring(prefix.length());
            values.optional(FeedProperties.LOG_LEVELS.of(logger)).ifPresent(level -> levels.put(logger, level));
        }
        return new LogConfig(values.required(FeedProperties.LOG_LEVEL), Map.copyOf(levels));
    }
}
