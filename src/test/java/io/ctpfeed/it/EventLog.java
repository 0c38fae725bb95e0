package io.ctpfeed.it;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What ctpfeed logs, events among it, while this is open: also what happens before NATS can be read. Any thread. */
final class EventLog implements AutoCloseable {
    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    EventLog() {
        this("io.ctpfeed");
    }

    /** @param of which logger, with those below it */
    EventLog(String of) {
        logger = (Logger) LoggerFactory.getLogger(of);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    boolean contains(String text) {
        return count(text) > 0;
    }

    /** Lines that hold that text. */
    long count(String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    void clear() {
        lines.clear();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        appender.stop();
    }
}
