package io.ctpfeed.component;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of an account: up while it is logged in, or not needed. Asked by Camel's check of the consumers, under the route's id. Any
 * thread.
 */
final class CtpHealthCheck extends AbstractHealthCheck {
    private final MarketDataSource source;
    private final BooleanSupplier needed;

    /** @param needed whether it should be logged in now */
    CtpHealthCheck(MarketDataSource source, BooleanSupplier needed) {
        super("camel", "ctp-" + source.account());
        this.source = source;
        this.needed = needed;
    }

    @Override
    public boolean isLiveness() {
        return false; // a front that is down is no reason to kill the process
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        SourceStatus status = source.status();
        builder.detail("account", status.account());
        builder.detail("state", status.state().name());
        builder.detail("since", String.valueOf(status.since()));
        builder.detail("reason", status.reason());
        builder.detail("ringDepth", status.ringDepth());
        builder.detail("ringCapacity", status.ringCapacity());
        if (status.state() == SourceState.READY || !needed.getAsBoolean()) {
            builder.up();
        } else {
            String why = status.reason().isEmpty() ? "" : ": " + status.reason();
            builder.message("account " + status.account() + " is " + status.state() + why);
            builder.down();
        }
    }
}
