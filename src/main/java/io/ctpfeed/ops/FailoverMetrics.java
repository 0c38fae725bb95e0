package io.ctpfeed.ops;

import io.ctpfeed.failover.FailoverStatus;
import io.ctpfeed.failover.FailoverStatus.LineStatus;
import io.ctpfeed.failover.Reason;
import io.ctpfeed.failover.Switched;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Failover as meters: how often and why, how long it took, which account is active. Any thread. */
public final class FailoverMetrics {
    private final MeterRegistry registry;
    private final Supplier<FailoverStatus> status;
    private final Timer detected;
    private final Timer takenOver;

    public FailoverMetrics(MeterRegistry registry, Supplier<FailoverStatus> status) {
        this.registry = registry;
        this.status = status;
        this.detected = Timer.builder("ctpfeed.failover.detected")
                .description("From the beginning of a fault to the decision to leave the account")
                .register(registry);
        this.takenOver = Timer.builder("ctpfeed.failover.taken.over")
                .description("From the beginning of a fault until another account was active")
                .register(registry);
        for (Reason reason : Reason.values()) {
            failovers(reason);
        }
        status.get().lines().forEach(line -> line(line.account()));
    }

    /** Another account is active. */
    public void switched(Switched what) {
        failovers(what.reason()).increment();
        if (!what.back() && what.reason() != Reason.BY_HAND) {
            detected.record(Duration.ofMillis(what.detectedMillis()));
            takenOver.record(Duration.ofMillis(what.takenOverMillis()));
        }
    }

    private Counter failovers(Reason reason) {
        return Counter.builder("ctpfeed.failovers")
                .tag("reason", reason.token())
                .description("Times that another account became active, by what for")
                .register(registry);
    }

    private void line(String account) {
        Gauge.builder(
                        "ctpfeed.source.active",
                        this,
                        m -> m.status.get().active().equals(account) ? 1 : 0)
                .description("1 for the account that is active")
                .tag("account", account)
                .register(registry);
        Gauge.builder("ctpfeed.source.circuit", this, m -> m.circuit(account))
                .description("Circuit of the account: 0 closed, 1 half open, 2 open")
                .tag("account", account)
                .register(registry);
    }

    private int circuit(String account) {
        return status.get().lines().stream()
                .filter(line -> line.account().equals(account))
                .mapToInt((LineStatus line) -> line.circuit().ordinal())
                .findFirst()
                .orElse(0);
    }
}
