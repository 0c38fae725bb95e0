package io.ctpfeed.failover;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What failover works with.
 *
 * @param lines all accounts
 * @param firstChoice the account that is active when all is well; where there is none of that name, the first hot one
 * @param held whether somebody stopped an account, or its route: it is never active then, nor started
 * @param limits as they are now
 * @param file where the state is kept
 * @param subscribe asks for an account's own list, without waiting
 * @param probe has an account probed at once, without waiting
 */
public record FailoverParts(
        Collection<Line> lines,
        String firstChoice,
        Sources sources,
        Predicate<String> held,
        SessionClock sessions,
        LineFigures figures,
        Supplier<FailoverSettings> limits,
        Path file,
        EventSink sink,
        FailoverListener listener,
        Consumer<String> subscribe,
        Consumer<String> probe) {

    /** A cold line that did not come up is left alone for so long. */
    private static final int COLD_PAUSE_SECONDS = 60;

    /** The lines that stand in for each other: the first choice, and those of its share, by role. */
    static Map<String, Line> standIns(Collection<Line> all, String firstChoice) {
        Comparator<Line> byChoice = Comparator.comparing(
                        (Line line) -> !line.account().equals(firstChoice))
                .thenComparing(Line::role)
                .thenComparing(Line::account);
        List<Line> sorted = all.stream().sorted(byChoice).toList();
        Map<String, Line> lines = new LinkedHashMap<>();
        sorted.stream()
                .filter(line -> line.share().equals(sorted.get(0).share()))
                .forEach(line -> lines.put(line.account(), line));
        return lines;
    }

    LineHealth health(List<String> accounts) {
        return new LineHealth(accounts, sources, held, sessions, figures, limits, System::nanoTime);
    }

    /** Hears of broken connections. */
    void listen(Set<String> accounts, LineHealth health) {
        SourceListener broken = new SourceListener() {
            @Override
            public void stateChanged(MarketDataSource source, SourceState from, SourceState to, String reason) {
                if (from == SourceState.READY || to == SourceState.BLOCKED) {
                    health.broke(source.account(), to, reason);
                    probe.accept(source.account());
                }
            }
        };
        accounts.forEach(account -> sources.source(account).addListener(broken));
    }

    FailoverSettings settings() {
        return limits.get();
    }

    boolean isHeld(String account) {
        return held.test(account);
    }

    long coldPauseNanos() {
        return TimeUnit.SECONDS.toNanos(COLD_PAUSE_SECONDS);
    }

    /** @param details names and values in turn */
    void say(EventName name, String account, Object... details) {
        sink.accept(FeedEvent.of(name, account, details));
    }
}
