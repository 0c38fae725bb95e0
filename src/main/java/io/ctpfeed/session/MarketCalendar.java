package io.ctpfeed.session;

import java.nio.file.Path;

/** The calendar and the sessions as the configuration has them, renewed together. Any thread. */
public final class MarketCalendar {
    private volatile TradingCalendar days;
    private volatile SessionTable sessions;

    private MarketCalendar() {}

    /** From {@code calendar.yaml} and {@code sessions.yaml} of a directory. */
    public static MarketCalendar read(Path configDir) {
        throw new UnsupportedOperationException(configDir.toString());
    }

    public TradingCalendar days() {
        return days;
    }

    public SessionTable sessions() {
        return sessions;
    }
}
