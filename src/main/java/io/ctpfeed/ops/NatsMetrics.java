package io.ctpfeed.ops;

import io.ctpfeed.publish.LastValueCounters;
import io.ctpfeed.publish.NatsCheck;
import io.ctpfeed.publish.NatsCheck.JetStream;
import io.ctpfeed.publish.NatsCheck.State;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.publish.StreamField;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The connection, what JetStream keeps against what is declared, last values. Any thread. */
final class NatsMetrics implements MeterBinder {
    private final FeedFigures feed;

    NatsMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ctpfeed.nats.connected", feed, f -> f.nats().state() == NatsLink.State.CONNECTED ? 1 : 0)
                .description("1 while the connection to NATS is up")
                .register(registry);
        checked(
                registry,
                "ctpfeed.nats.jetstream",
                "1 where the server keeps streams, 0 where it does not or does not answer",
                check -> check.jetStream() == JetStream.AVAILABLE ? 1 : 0);
        checked(
                registry,
                "ctpfeed.nats.not.as.declared",
                "Streams and buckets that are missing, refused or other than config/nats declares",
                check -> check.findings().stream().filter(each -> !each.good()).count());
        checked(
                registry,
                "ctpfeed.nats.refused",
                "Streams and buckets that the server refused to make or change",
                check -> check.findings().stream()
                        .filter(each -> each.state() == State.FAILED)
                        .count());
        for (StreamField field : StreamField.values()) {
            Gauge.builder("ctpfeed.nats.differing.fields", feed, f -> of(f, check -> check.differing(field)))
                    .tag("field", field.toString())
                    .description("Streams and buckets that differ from config/nats in this field")
                    .register(registry);
        }
        counted(registry, "written", "Last values written to their bucket", LastValueCounters::written);
        counted(registry, "failed", "Writes of last values that failed; each is done again", LastValueCounters::failed);
        Gauge.builder("ctpfeed.last.values.backlog", feed, f -> f.lastValues().backlog())
                .baseUnit("instruments")
                .description("Instruments whose last value is not in the bucket yet")
                .register(registry);
    }

    /** Not a number before the first check. */
    private void checked(MeterRegistry registry, String name, String what, ToDoubleFunction<NatsCheck> figure) {
        Gauge.builder(name, feed, f -> of(f, figure)).description(what).register(registry);
    }

    private static double of(FeedFigures feed, ToDoubleFunction<NatsCheck> figure) {
        NatsCheck check = feed.natsCheck();
        return check == null ? Double.NaN : figure.applyAsDouble(check);
    }

    private void counted(MeterRegistry registry, String name, String what, ToLongFunction<LastValueCounters> figure) {
        FunctionCounter.builder("ctpfeed.last.values." + name, feed, f -> figure.applyAsLong(f.lastValues()))
                .description(what)
                .register(registry);
    }
}
