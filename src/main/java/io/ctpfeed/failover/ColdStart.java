package io.ctpfeed.failover;

import io.ctpfeed.failover.SwitchFailedException.Kind;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.Sources;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings up a line that is connected only when it is needed, and lets it go again. What another line wants it asks for at
 * once, at the pace its front allows; the exact list comes by its own route. The failover's thread only, which waits.
 */
final class ColdStart {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Sources sources;
    private final LineHealth health;
    private final Consumer<String> subscribe;
    private final BooleanSupplier ending;

    /** @param subscribe asks for the account's own list, without waiting */
    ColdStart(Sources sources, LineHealth health, Consumer<String> subscribe, BooleanSupplier ending) {
        this.sources = sources;
        this.health = health;
        this.subscribe = subscribe;
        this.ending = ending;
    }

    /**
     * Starts it, and waits until it has what the other line has.
     *
     * @throws SwitchFailedException if it does not come up in time; it is stopped again then
     */
    void bringUp(String account, String from, int seconds) throws SwitchFailedException {
        MarketDataSource source = sources.source(account);
        source.subscribe(sources.source(from).wanted());
        source.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Optional<LineFailure> problem = health.check(account);
        boolean asked = false;
        while (problem.isPresent()) {
            SourceState state = source.state();
            if (!asked && state == SourceState.READY) {
                asked = true;
                subscribe.accept(account);
            }
            boolean over = System.nanoTime() - deadline > 0 || ending.getAsBoolean();
            if (over || state == SourceState.BLOCKED) {
                String what = problem.get().text();
                source.stop();
                throw new SwitchFailedException(
                        kind(state),
                        "account " + account + " did not come up"
                                + (over ? " within " + seconds + " s (failover.switch-seconds)" : "") + ": " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            problem = health.check(account);
        }
    }

    /** Logs it out, and lets what its ring holds go on. */
    void letGo(String account) {
        MarketDataSource source = sources.source(account);
        source.stop();
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while ((source.state() != SourceState.STOPPED || source.ring().depth() > 0)
                && System.nanoTime() - deadline < 0
                && !ending.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static Kind kind(SourceState state) {
        return switch (state) {
            case BLOCKED -> Kind.CREDENTIALS;
            case READY -> Kind.COVERAGE;
            default -> Kind.UNREACHABLE;
        };
    }
}
