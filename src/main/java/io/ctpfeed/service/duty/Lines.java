package io.ctpfeed.service.duty;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.source.Sources;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The accounts that routes take ticks from, sorted by what an operator decided: nobody starts what was stopped by hand,
 * or refused for its credentials. Any thread.
 *
 * @param sources all there are
 * @param used names of those that a route takes ticks from
 */
record Lines(Sources sources, Supplier<Set<String>> used) {
    /** Those that should be logged in. */
    List<MarketDataSource> wanted() {
        return inUse().stream().filter(source -> !isHeld(source)).toList();
    }

    /** Of those, the ones that are. */
    List<MarketDataSource> ready() {
        return wanted().stream()
                .filter(source -> source.state() == SourceState.READY)
                .toList();
    }

    /** Stopped by hand, or blocked. */
    List<MarketDataSource> held() {
        return inUse().stream().filter(Lines::isHeld).toList();
    }

    Subscribed subscribed() {
        return Subscribed.of(wanted().stream().map(MarketDataSource::status).toList());
    }

    private List<MarketDataSource> inUse() {
        Set<String> names = used.get();
        return sources.all().stream()
                .filter(source -> names.contains(source.account()))
                .toList();
    }

    static boolean isHeld(MarketDataSource source) {
        return source.state() == SourceState.STOPPED || source.state() == SourceState.BLOCKED;
    }

    /** How an account is, in words: {@code backup is BLOCKED (login refused: ...)}. */
    static String text(MarketDataSource source) {
        SourceStatus status = source.status();
        return "account " + status.account() + " is " + status.state()
                + (status.reason().isEmpty() ? "" : " (" + status.reason() + ")");
    }

    /**
     * How much of what should be subscribed is.
     *
     * @param wanted without what the front refused for good
     * @param there acknowledged, or ticking
     */
    record Subscribed(int wanted, int there) {
        private static final int ALL = 100;

        static Subscribed of(Collection<SourceStatus> accounts) {
            int wanted = 0;
            int there = 0;
            for (SourceStatus each : accounts) {
                wanted += each.wanted() - each.rejected();
                there += Math.max(each.acknowledged(), each.ticking());
            }
            return new Subscribed(wanted, there);
        }

        boolean atLeast(int percent) {
            return (long) there * ALL >= (long) wanted * percent;
        }

        /** Rounded down. */
        int percent() {
            return wanted == 0 ? ALL : (int) ((long) there * ALL / wanted);
        }
    }
}
