package io.ctpfeed.ops;

import io.ctpfeed.publish.ConsumerFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.ToLongFunction;

/** How consumers keep up with what is published. Consumers come and go, so their meters are made at each scrape. Any thread. */
final class DownstreamMetrics {
    private final FeedFigures feed;

    DownstreamMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    void bindTo(MeterRegistry registry, PrometheusRegistry consumers) {
        show(
                consumers,
                "ctpfeed_downstream_pending_messages",
                "Messages of a stream that a consumer was not given yet",
                ConsumerFigures::pending);
        show(
                consumers,
                "ctpfeed_downstream_unacknowledged_messages",
                "Messages that a consumer was given and has not acknowledged",
                ConsumerFigures::unacknowledged);
        show(
                consumers,
                "ctpfeed_downstream_redelivered_messages",
                "Messages that a consumer was given more than once and has not acknowledged",
                ConsumerFigures::redelivered);
        Gauge.builder("ctpfeed.nats.slow.consumers", feed, f -> f.downstream().slowConsumers())
                .description("Connections that NATS cut off because they did not keep up, since the server's start;"
                        + " not a number where its monitoring endpoint (nats.monitoring-port) does not answer")
                .register(registry);
    }

    private void show(PrometheusRegistry registry, String name, String help, ToLongFunction<ConsumerFigures> figure) {
        registry.register(new Collector() {
            @Override
            public MetricSnapshot collect() {
                GaugeSnapshot.Builder snapshot =
                        GaugeSnapshot.builder().name(name).help(help);
                feed.downstream()
                        .consumers()
                        .forEach(each -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                                .labels(Labels.of("stream", each.stream(), "consumer", each.consumer()))
                                .value(figure.applyAsLong(each))
                                .build()));
                return snapshot.build();
            }

            @Override
            public String getPrometheusName() {
                return name;
            }
        });
    }
}
