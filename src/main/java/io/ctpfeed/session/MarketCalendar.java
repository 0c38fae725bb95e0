package io.ctpfeed.session;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The calendar and the sessions as the configuration has them, renewed together. Any thread. */
public final class MarketCalendar {
    /** Names of the files. */
    public static final String CALENDAR = "calendar.yaml";

    public static final String SESSIONS = "sessions.yaml";

    private volatile Version current;

    private record Version(TradingCalendar days, SessionTable sessions) {}

    private MarketCalendar(Version first) {
        this.current = first;
    }

    /**
     * From {@code calendar.yaml} and {@code sessions.yaml} of a directory.
     *
     * @throws IllegalArgumentException one line with file, line and what is wrong
     */
    public static MarketCalendar read(Path configDir) {
        return new MarketCalendar(version(configDir));
    }

    /**
     * Takes up what the files say now; what is broken leaves everything as it is.
     *
     * @throws IllegalArgumentException one line with file, line and what is wrong
     */
    public void renew(Path configDir) {
        current = version(configDir);
    }

    /** Takes up what was read elsewhere, and perhaps looked at first. */
    public void renew(MarketCalendar read) {
        current = read.current;
    }

    public TradingCalendar days() {
        return current.days;
    }

    public SessionTable sessions() {
        return current.sessions;
    }

    /**
     * The trading day that people mean who name none: the one in progress from the first auction of its first session on,
     * before that the one that closed last. Between 18:00 and that auction the one in progress has nothing yet.
     *
     * @param moment Asia/Shanghai
     */
    public LocalDate dayMeantAt(LocalDateTime moment) {
        Version now = current;
        LocalDate day = now.days.tradingDayAt(moment);
        boolean begun = now.sessions.begin(day).filter(moment::isBefore).isEmpty();
        return begun ? day : now.days.previous(day);
    }

    private static Version version(Path configDir) {
        TradingCalendar days = TradingCalendar.read(configDir.resolve(CALENDAR));
        return new Version(days, SessionTable.read(configDir.resolve(SESSIONS), days));
    }
}
