package io.ctpfeed.service.failover;

import io.ctpfeed.failover.Circuit;
import io.ctpfeed.failover.Failover;
import io.ctpfeed.failover.LineFailedException;
import java.util.function.Function;

/** What the routes of failover call: bean {@code failover}. Any thread; nothing waits. */
public final class FailoverSteps {
    private final Failover failover;
    private final Function<String, Circuit> circuits;

    FailoverSteps(Failover failover, Function<String, Circuit> circuits) {
        this.failover = failover;
        this.circuits = circuits;
    }

    /** See {@link Failover#isWatched}. */
    public boolean isWatched(String account) {
        return failover.isWatched(account);
    }

    /** See {@link Failover#examine}. */
    public void examine(String account) throws LineFailedException {
        failover.examine(account);
    }

    /** After a probe. */
    public void decide(String account) {
        failover.decide(account, circuits.apply(account));
    }
}
