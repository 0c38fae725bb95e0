package io.ctpfeed.ops;

import io.ctpfeed.tick.DurationHistogram;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Shows histograms that others keep: a scrape reads them, nobody writes into a meter. Any thread. */
final class Histograms {
    /** Bounds of what is kept in microseconds. */
    private static final long[] LAGS = {
        100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000, 20_000_000
    };

    private Histograms() {}

    /** @param label of each histogram; null where there is one without */
    static void show(
            PrometheusRegistry registry,
            String name,
            String help,
            String label,
            Map<String, Supplier<DurationHistogram>> histograms) {
        register(registry, name, () -> {
            HistogramSnapshot.Builder snapshot =
                    HistogramSnapshot.builder().name(name).help(help);
            histograms.forEach((value, histogram) ->
                    snapshot.dataPoint(point(histogram.get(), label == null ? Labels.EMPTY : Labels.of(label, value))));
            return snapshot.build();
        });
    }

    /** @param histograms of microseconds, by account */
    static void showMicros(
            PrometheusRegistry registry, String name, String help, Map<String, Supplier<Histogram>> histograms) {
        register(registry, name, () -> {
            HistogramSnapshot.Builder snapshot =
                    HistogramSnapshot.builder().name(name).help(help);
            histograms.forEach(
                    (account, micros) -> snapshot.dataPoint(point(micros.get(), Labels.of("account", account))));
            return snapshot.build();
        });
    }

    private static void register(PrometheusRegistry registry, String name, Supplier<MetricSnapshot> collect) {
        registry.register(new Collector() {
            @Override
            public MetricSnapshot collect() {
                return collect.get();
            }

            @Override
            public String getPrometheusName() {
                return name;
            }
        });
    }

    private static HistogramDataPointSnapshot point(DurationHistogram histogram, Labels labels) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        double sum = histogram.sumSeconds();
        for (int i = 0; i < histogram.bounds(); i++) {
            buckets.bucket(histogram.boundSeconds(i), histogram.count(i));
        }
        buckets.bucket(Double.POSITIVE_INFINITY, histogram.count(histogram.bounds()));
        return HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(buckets.build())
                .sum(sum)
                .build();
    }

    private static HistogramDataPointSnapshot point(Histogram micros, Labels labels) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long counted = 0;
        for (long bound : LAGS) {
            long until = micros.getCountBetweenValues(0, bound);
            buckets.bucket(bound / (double) TimeUnit.SECONDS.toMicros(1), until - counted);
            counted = until;
        }
        buckets.bucket(Double.POSITIVE_INFINITY, micros.getTotalCount() - counted);
        return HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(buckets.build())
                .sum(micros.getMean() * micros.getTotalCount() / TimeUnit.SECONDS.toMicros(1))
                .build();
    }
}
