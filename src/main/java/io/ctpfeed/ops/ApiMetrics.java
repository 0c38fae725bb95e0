package io.ctpfeed.ops;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the CTP API told an account: why connections broke, which errors it answered with. Counted as they happen, on the
 * accounts' threads; each code that has a meaning to us is a label, all others are {@code other}.
 */
public final class ApiMetrics implements SourceListener {
    private static final Map<Integer, String> REASONS = Map.of(
            0x1001, "read-failed",
            0x1002, "write-failed",
            0x2001, "silence",
            0x2002, "heartbeat-not-sent",
            0x2003, "bad-packet");
    private static final int[] CODES = {-3, -2, -1, 3, 5, 7, 60, 63, 64, 75, 90, 131, 140, 141, 143, 144, 4040, 6000};
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final String account;
    private final Map<String, Counter> reasons = new TreeMap<>();
    private final Map<String, Counter> errors = new TreeMap<>();

    private ApiMetrics(MeterRegistry registry, String account) {
        this.registry = registry;
        this.account = account;
        REASONS.values().forEach(this::reason);
        reason(OTHER);
        for (int code : CODES) {
            error(String.valueOf(code));
        }
        error(OTHER);
    }

    /** Counts what the account is told from now on. */
    public static void follow(MarketDataSource source, MeterRegistry registry) {
        source.addListener(new ApiMetrics(registry, source.account()));
    }

    @Override
    public void disconnected(String name, int reason) {
        reasons.get(REASONS.getOrDefault(reason, OTHER)).increment();
    }

    @Override
    public void apiError(String name, int code) {
        errors.getOrDefault(String.valueOf(code), errors.get(OTHER)).increment();
    }

    private void reason(String reason) {
        reasons.put(
                reason,
                Counter.builder("ctpfeed.source.disconnects")
                        .tag("account", account)
                        .tag("reason", reason)
                        .description("Market-data connections that broke, by the reason the API gave")
                        .register(registry));
    }

    private void error(String code) {
        errors.put(
                code,
                Counter.builder("ctpfeed.api.errors")
                        .tag("account", account)
                        .tag("code", code)
                        .description("Errors the API or the front answered with, to either session, by CTP's code")
                        .register(registry));
    }
}
