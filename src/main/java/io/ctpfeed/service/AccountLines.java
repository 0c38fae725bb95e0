package io.ctpfeed.service;

import io.ctpfeed.quality.gap.GapLines;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.WallClock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The accounts as the detection of gaps sees them. Any thread. */
final class AccountLines implements GapLines {
    /** Real fronts leave out acknowledgements: what was asked for so long ago counts as subscribed. */
    private static final long UNANSWERED_SECONDS = TimeUnit.MINUTES.toSeconds(1);

    private final List<MarketDataSource> lines;
    private final HandStops handStops;

    AccountLines(Sources sources, HandStops handStops) {
        this.lines = List.copyOf(sources.all());
        this.handStops = handStops;
    }

    @Override
    public int count() {
        return lines.size();
    }

    @Override
    public String account(int line) {
        return lines.get(line).account();
    }

    @Override
    public boolean isWanted(int line) {
        return !handStops.isHeld(account(line));
    }

    @Override
    public boolean isComplete(int line) {
        MarketDataSource source = lines.get(line);
        if (source.state() != SourceState.READY) {
            return false;
        }
        SourceStatus status = source.status();
        boolean answered = status.acknowledged() + status.rejected() >= status.wanted();
        boolean longAgo = status.requested() >= status.wanted()
                && status.since()
                        .plusSeconds(UNANSWERED_SECONDS)
                        .isBefore(Instant.ofEpochSecond(0, WallClock.epochNanos()));
        return status.wanted() > 0 && (answered || longAgo);
    }

    @Override
    public boolean isWhole() {
        Set<String> missing = new HashSet<>();
        Set<String> there = new HashSet<>();
        for (int line = 0; line < lines.size(); line++) {
            if (isWanted(line)) {
                (isComplete(line) ? there : missing).addAll(lines.get(line).wanted());
            }
        }
        return !there.isEmpty() && there.containsAll(missing);
    }
}
