package io.ctpfeed.service;

import io.ctpfeed.quality.Classification;
import io.ctpfeed.quality.Lines;
import io.ctpfeed.quality.LoginDays;
import io.ctpfeed.quality.Schedule;
import io.ctpfeed.quality.TickPace;
import io.ctpfeed.quality.arbitration.Arbitration;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.ProductStatus;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meaning of ticks, assembled: passes on what accounts tell of their sessions, and keeps the pace of instruments over
 * restarts. Any thread; a thread of its own saves the pace every ten minutes.
 */
public final class TickQuality implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickQuality.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Lines lines = new Lines();
    private final LoginDays loginDays;
    private final TickPace pace;
    private final Classification classification;
    private final Arbitration arbitration;
    private final Path paceFile;
    private final Rounds saving = new Rounds("ctpfeed-pace", this::save);

    /**
     * @param calendar may give null: then the exchanges' word alone decides
     * @param window for how long what went out is remembered, so that copies of it are known
     */
    TickQuality(Instruments instruments, Supplier<MarketCalendar> calendar, Path paceFile, Duration window) {
        Schedule schedule = Schedule.of(calendar);
        this.paceFile = paceFile;
        this.loginDays = new LoginDays(schedule);
        this.pace = new TickPace(instruments, schedule);
        this.classification = new Classification(instruments, schedule, lines, pace);
        this.arbitration = new Arbitration(instruments, lines, window);
        pace.load(paceFile);
        saving.start(PAUSE, PAUSE);
    }

    public Classification classification() {
        return classification;
    }

    /** What accounts tell of their sessions. */
    public Lines lines() {
        return lines;
    }

    public Arbitration arbitration() {
        return arbitration;
    }

    public TickPace pace() {
        return pace;
    }

    /** Logins whose trading day was not the calendar's. */
    public long tradingDayDisagreements() {
        return loginDays.disagreements();
    }

    /** To be told of that account's sessions. */
    SourceListener listener(MarketDataSource account) {
        int line = account.line();
        return new SourceListener() {
            @Override
            public void stateChanged(MarketDataSource source, SourceState from, SourceState to, String reason) {
                if (to == SourceState.READY) {
                    lines.loggedIn(line);
                    loginDays.loggedIn(source.account(), source.status().tradingDay());
                } else if (from == SourceState.READY) {
                    lines.loggedOut(line);
                }
            }

            @Override
            public void traderSession(String name, boolean up) {
                if (!up) {
                    lines.traderLost(line);
                }
            }

            @Override
            public void productStatus(String name, ProductStatus status) {
                lines.status(line, status.exchangeId(), status.productId(), status.status(), status.enterTime());
            }
        };
    }

    @Override
    public void close() {
        saving.close();
        save();
    }

    private synchronized void save() {
        try {
            pace.save(paceFile);
        } catch (IOException e) {
            LOG.warn(
                    "the pace of instruments was not saved to {} ({}); see that it can be written",
                    paceFile,
                    e.toString());
        }
    }
}
