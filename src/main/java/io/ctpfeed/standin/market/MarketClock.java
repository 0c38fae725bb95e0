package io.ctpfeed.standin.market;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The market's clock: releases its ticks, one {@link Position} after the other, at a pace that may be changed under way
 * or by command. Fronts that share a clock have the same ticks.
 *
 * <p>A thread of its own drives it; commands may come from any thread. Listeners are called after each release, on the
 * thread that made it, and must not block.
 */
public final class MarketClock implements AutoCloseable {
    private static final long FRAME_NANOS = Frames.MILLIS * 1_000_000L;
    /** Between two releases of an evenly spread pace. */
    private static final long SPREAD_NANOS = 500_000;
    /** What a pause of the machine may make up for. */
    private static final long LONGEST_CATCH_UP_NANOS = 1_000_000_000L;
    /** From then on the trading day that follows has begun. */
    private static final LocalTime ROLL = LocalTime.of(18, 0);

    private final Market market;
    private final boolean skipClosed;
    private final ReleaseHistory history = new ReleaseHistory();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "standin-clock");

    private volatile long position;
    private volatile LocalDateTime now;
    private volatile Pace pace = Pace.onCommand();
    private volatile boolean closed;
    private double budget;
    private long due;

    /**
     * @param start the first frame to be released
     * @param skipClosed whether market time jumps over breaks, nights and weekends, instead of passing them at its pace
     */
    public MarketClock(Market market, long start, boolean skipClosed) {
        this.market = market;
        this.skipClosed = skipClosed;
        this.position = Position.of(start, 0);
        this.now = Timetable.time(start);
        market.frame(start); // the day's book is made before the first tick is due
        history.add(System.nanoTime(), position);
        thread.setDaemon(true);
        thread.start();
    }

    /** How far the market has gone. */
    public long position() {
        return position;
    }

    /** How far it had gone at an earlier moment of {@link System#nanoTime()}, within the last few seconds. */
    public long positionAt(long nanoTime) {
        return history.at(nanoTime);
    }

    /** Market time: that of the last frame released, or later where breaks are not skipped. */
    public LocalDateTime now() {
        return now;
    }

    /** The trading day that a login is told. */
    public LocalDate tradingDay() {
        LocalDateTime time = now;
        LocalDate day = Frames.tradingDay(Position.frame(position));
        LocalDate before = Timetable.previousTradingDay(day);
        return time.toLocalDate().equals(before) && time.toLocalTime().isBefore(ROLL) ? before : day;
    }

    public Pace pace() {
        return pace;
    }

    public synchronized void pace(Pace pace) {
        this.pace = pace;
        budget = 0;
        due = System.nanoTime();
        LockSupport.unpark(thread);
    }

    /** Releases so many whole frames. */
    public synchronized void step(int frames) {
        for (int i = 0; i < frames; i++) {
            releaseFrame();
        }
        released();
    }

    /** Releases so many ticks of the whole market, and says how far it then is. */
    public synchronized long grant(long ticks) {
        release(ticks);
        released();
        return position;
    }

    /** Releases everything up to and including a moment of market time. Each frame is released by itself. */
    public synchronized void advanceTo(LocalDateTime time) {
        while (!Timetable.time(Position.frame(position)).isAfter(time)) {
            releaseFrame();
        }
        if (time.isAfter(now)) {
            now = time;
        }
        released();
    }

    /** Called after each release. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, Math.max(50_000, beat()));
        }
    }

    /** Releases what is due, and says for how many nanoseconds nothing more will be. */
    private synchronized long beat() {
        Pace current = pace;
        if (current.mode() == Pace.Mode.COMMAND) {
            return Duration.ofHours(1).toNanos();
        }
        long time = System.nanoTime();
        due = Math.max(due, time - LONGEST_CATCH_UP_NANOS);
        return switch (current.mode()) {
            case ACCELERATED -> accelerated(time, (long) (FRAME_NANOS / current.value()));
            case EVENLY -> evenly(time, current.value());
            default -> frames(time, current.value());
        };
    }

    private long accelerated(long time, long interval) {
        boolean any = false;
        while (due <= time) {
            passFrame();
            due += interval;
            any = true;
        }
        if (any) {
            released();
        }
        return due - System.nanoTime();
    }

    private long evenly(long time, double ticksPerSecond) {
        budget += (time - due) * ticksPerSecond / 1e9;
        due = time;
        long whole = (long) budget;
        if (whole > 0) {
            budget -= whole;
            release(whole);
            released();
        }
        return SPREAD_NANOS;
    }

    private long frames(long time, double ticksPerSecond) {
        boolean any = false;
        while (due <= time) {
            due += (long) (ticksOf(Position.frame(position)) * 1e9 / ticksPerSecond);
            releaseFrame();
            any = true;
        }
        if (any) {
            released();
        }
        return due - System.nanoTime();
    }

    private int ticksOf(long number) {
        MarketFrame frame = market.frame(number);
        int ticks = 0;
        for (int i = 0; i < market.size(); i++) {
            ticks += market.ticks(i, frame) ? 1 : 0;
        }
        return ticks;
    }

    private void release(long ticks) {
        long left = ticks;
        MarketFrame frame = market.frame(Position.frame(position));
        int next = Position.upTo(position);
        while (left > 0) {
            if (next == market.size()) {
                now = Timetable.time(frame.number);
                frame = market.frame(Timetable.next(frame.number));
                next = 0;
            }
            left -= market.ticks(next++, frame) ? 1 : 0;
        }
        position =
                next == market.size() ? Position.of(Timetable.next(frame.number), 0) : Position.of(frame.number, next);
        now = Timetable.time(frame.number);
    }

    /** Half a second of market time: a frame, unless the market is closed and that is not skipped. */
    private void passFrame() {
        LocalDateTime then = now.plusNanos(FRAME_NANOS);
        if (!skipClosed && Timetable.time(Position.frame(position)).isAfter(then)) {
            now = then;
        } else {
            releaseFrame();
        }
    }

    private void releaseFrame() {
        long frame = Position.frame(position);
        now = Timetable.time(frame);
        position = Position.of(Timetable.next(frame), 0);
    }

    private void released() {
        history.add(System.nanoTime(), position);
        for (Runnable listener : listeners) {
            listener.run();
        }
    }
}
