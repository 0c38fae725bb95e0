package io.ctpfeed.service.duty;

import io.ctpfeed.service.duty.Lines.Subscribed;
import io.ctpfeed.service.duty.Problem.Kind;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One restart of the accounts, one after the other, over as many tries as it takes: an account that was made anew well is
 * not touched again, nor one whose credentials were refused. No account that is logged in is let go unless another one is,
 * and has all its instruments; where there was but one from the beginning, it has no choice. For one thread.
 */
final class SourceRestart {
    private static final long LOOK_MILLIS = 20;

    private final Lines lines;
    private final Limits limits;
    private final BooleanSupplier mayGoOn;
    private final Ending ending;
    private final Consumer<String> progress;
    private final Set<String> done = new HashSet<>();
    private final Set<MarketDataSource> blocked = new LinkedHashSet<>();

    /**
     * @param readyMillis time an account has to log in and to get back what it subscribed
     * @param coveragePercent how much of it is enough
     */
    record Limits(long readyMillis, int coveragePercent) {}

    /**
     * @param mayGoOn asked before each account: false once a session has begun
     * @param progress told what happens, a line each
     */
    SourceRestart(Lines lines, Limits limits, BooleanSupplier mayGoOn, Ending ending, Consumer<String> progress) {
        this.lines = lines;
        this.limits = limits;
        this.mayGoOn = mayGoOn;
        this.ending = ending;
        this.progress = progress;
    }

    /**
     * Restarts what has not been yet.
     *
     * @return what is in the way; empty if all are well
     * @throws InterruptedException if the service ends
     */
    List<Problem> run() throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        List<MarketDataSource> wanted = new ArrayList<>(lines.wanted());
        if (wanted.isEmpty()) {
            return List.of(new Problem(Kind.UNREACHABLE, "there is no account to restart: all are stopped or blocked"));
        }
        // Those that are down first: they have nothing to lose, and may be the ones that stand in for the next.
        wanted.sort(Comparator.comparing((MarketDataSource source) -> source.state() == SourceState.READY));
        for (MarketDataSource source : wanted) {
            if (done.contains(source.account())) {
                continue;
            }
            if (!mayGoOn.getAsBoolean()) {
                problems.add(new Problem(
                        Kind.OTHER, "account " + source.account() + " was not restarted: a session has begun"));
            } else {
                restart(source, wanted, problems);
            }
        }
        return problems;
    }

    /** Accounts that were made anew and are well. */
    Set<String> done() {
        return Set.copyOf(done);
    }

    /** Those that are BLOCKED since they were restarted: their credentials were refused, and no further try is made. */
    List<Problem> blocked() {
        return blocked.stream()
                .filter(source -> source.state() == SourceState.BLOCKED)
                .map(source -> new Problem(Kind.OTHER, Lines.text(source) + " since its restart"))
                .toList();
    }

    private void restart(MarketDataSource source, List<MarketDataSource> all, List<Problem> problems)
            throws InterruptedException {
        List<MarketDataSource> others = Stream.concat(all.stream(), blocked.stream())
                .filter(other -> other != source)
                .distinct()
                .toList();
        if (!others.isEmpty() && !mayLetGo(source, others)) {
            problems.add(new Problem(
                    Kind.UNREACHABLE,
                    "account " + source.account()
                            + " was not restarted: it is the only one that is logged in and subscribed ("
                            + String.join(", ", others.stream().map(Lines::text).toList()) + ")"));
            return;
        }
        progress.accept("restarting account " + source.account());
        try {
            source.restart().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SourceUnavailableException) {
                return; // stopped or blocked a moment ago: it stays so
            }
            throw e;
        }
        if (await(() -> isWell(source) || Lines.isHeld(source)) && isWell(source)) {
            done.add(source.account());
            progress.accept("account " + source.account() + " is back");
        } else if (source.state() == SourceState.BLOCKED) {
            blocked.add(source);
            progress.accept(Lines.text(source));
        } else {
            problems.add(problem(source));
        }
    }

    /** Waits for another one that is well, as long as one may become so. */
    private boolean mayLetGo(MarketDataSource source, List<MarketDataSource> others) throws InterruptedException {
        BooleanSupplier may = () -> source.state() != SourceState.READY || anyWell(others);
        return await(() -> may.getAsBoolean() || others.stream().allMatch(Lines::isHeld)) && may.getAsBoolean();
    }

    private Problem problem(MarketDataSource source) {
        String within = " " + limits.readyMillis() / 1000.0 + " s after its restart";
        if (source.state() != SourceState.READY) {
            return new Problem(Kind.UNREACHABLE, Lines.text(source) + within);
        }
        Subscribed now = Subscribed.of(List.of(source.status()));
        return new Problem(
                Kind.COVERAGE,
                "account " + source.account() + " has " + now.there() + " of " + now.wanted() + " instruments"
                        + within);
    }

    private boolean anyWell(List<MarketDataSource> sources) {
        return sources.stream().anyMatch(this::isWell);
    }

    private boolean isWell(MarketDataSource source) {
        return source.state() == SourceState.READY
                && Subscribed.of(List.of(source.status())).atLeast(limits.coveragePercent());
    }

    private boolean await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.readyMillis());
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            ending.pause(LOOK_MILLIS);
        }
        return true;
    }
}
