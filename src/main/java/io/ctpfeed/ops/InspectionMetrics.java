package io.ctpfeed.ops;

import io.ctpfeed.subscription.Coverage;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.subscription.RecoveryCounters.Action;
import io.ctpfeed.subscription.RecoveryCounters.Result;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What the last inspection found, by exchange, and what recovery did. 0 before the first inspection. Any thread. */
final class InspectionMetrics implements MeterBinder {
    /** The values of the label {@code exchange}. */
    static final List<String> EXCHANGES = List.of("SHFE", "INE", "DCE", "CZCE", "CFFEX", "GFEX", "UNKNOWN");

    private static final Map<String, ToIntFunction<Coverage>> STATES = new LinkedHashMap<>();

    static {
        STATES.put("should", Coverage::should);
        STATES.put("requested", Coverage::requested);
        STATES.put("acknowledged", Coverage::acknowledged);
        STATES.put("ticking", Coverage::ticking);
        STATES.put("subscribed", Coverage::subscribed);
        STATES.put("rejected", Coverage::rejected);
    }

    private final FeedFigures feed;

    InspectionMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        STATES.forEach((state, figure) -> EXCHANGES.forEach(
                exchange -> Gauge.builder("ctpfeed.coverage", feed, f -> of(f.inspection(), exchange, figure))
                        .baseUnit("instruments")
                        .tag("state", state)
                        .tag("exchange", exchange)
                        .description("Instruments on the should-lists, by how far they got")
                        .register(registry)));
        Gauge.builder("ctpfeed.silent", feed, f -> silent(f.inspection()))
                .baseUnit("instruments")
                .description("Instruments that are silent beyond their own pace, in their own session")
                .register(registry);
        for (Action action : Action.values()) {
            for (Result result : Result.values()) {
                FunctionCounter.builder("ctpfeed.recovery.actions", feed, f -> f.recovery()
                                .counted(action, result))
                        .tag("action", action.name().toLowerCase(Locale.ROOT))
                        .tag("result", result.name().toLowerCase(Locale.ROOT))
                        .description("What recovery did, and what came of it")
                        .register(registry);
            }
        }
    }

    private static int of(Inspection last, String exchange, ToIntFunction<Coverage> figure) {
        return last == null
                ? 0
                : last.exchanges().stream()
                        .filter(each -> each.exchange().equals(exchange))
                        .mapToInt(figure)
                        .sum();
    }

    private static int silent(Inspection last) {
        return last == null ? 0 : last.total().silent();
    }
}
