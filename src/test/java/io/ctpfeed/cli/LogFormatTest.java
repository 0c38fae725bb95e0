package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    private final LoggerContext context = new LoggerContext();
    private Encoder<ILoggingEvent> encoder;

    @BeforeEach
    void shippedConfiguration() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
        ConsoleAppender<ILoggingEvent> appender =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        assertEquals("System.err", appender.getTarget());
        encoder = appender.getEncoder();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void anEventIsALine() {
        String line = encoded("account a: ready", null);

        assertTrue(line.endsWith(" i.ctpfeed.source.Session: account a: ready\n"), line);
    }

    @Test
    void itsTraceIsOnTheSameLine() {
        String line = encoded("two\nlines", new IllegalStateException("broken"));

        assertEquals(line.length() - 1, line.indexOf('\n'), line);
        assertTrue(
                line.contains("two | lines | java.lang.IllegalStateException: broken | at io.ctpfeed.cli.Log"), line);
    }

    @Test
    void othersLogOnlyWarnings() {
        assertTrue(context.getLogger("io.ctpfeed.service").isInfoEnabled());
        assertFalse(context.getLogger("org.apache.camel").isInfoEnabled());
        assertTrue(context.getLogger("org.apache.camel").isWarnEnabled());
    }

    private String encoded(String message, Throwable error) {
        LoggingEvent event = new LoggingEvent(
                LogFormatTest.class.getName(),
                context.getLogger("io.ctpfeed.source.Session"),
                Level.INFO,
                message,
                error,
                null);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
