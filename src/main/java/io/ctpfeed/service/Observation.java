package io.ctpfeed.service;

import io.ctpfeed.config.AlertsConfig;
import io.ctpfeed.ops.ControlRoutes;
import io.ctpfeed.ops.FeedFigures;
import io.ctpfeed.ops.FeedMetrics;
import io.ctpfeed.ops.ThresholdMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.camel.main.Main;

/**
 * Metrics, and the HTTP server of Camel's that shows them and the health of the accounts: {@code /observe/metrics},
 * {@code /observe/health}. On the loopback address only.
 *
 * <p>Camel's own timers are on for the routes that steer the feed ({@link ControlRoutes}), and off for those of ticks: they are
 * the dearest thing a tick would meet on its way.
 */
final class Observation {
    private static final String HOST = "127.0.0.1";

    private static final List<String> OFF =
            List.of("enableRoutePolicy", "enableExchangeEventNotifier", "enableMessageHistory", "clearOnReload");

    private final int port;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Meters hold it weakly. */
    private FeedFigures figures;

    private final ThresholdMetrics thresholds;

    /** @param port 0: metrics are kept and not shown; @param alerts when people are told */
    Observation(int port, AlertsConfig alerts) {
        this.port = port;
        this.thresholds = new ThresholdMetrics(alerts);
        thresholds.bindTo(registry);
    }

    /** @throws ServiceException if the port is not free */
    void configure(Main main) {
        main.bind("metricsRegistry", registry); // by this name Camel finds it
        // Its setters for metrics do not reach them (4.17), the properties do.
        main.addInitialProperty("camel.metrics.enabled", "true");
        OFF.forEach(what -> main.addInitialProperty("camel.metrics." + what, "false"));
        main.bind("controlRouteMetrics", new ControlRoutes(registry));
        main.addInitialProperty("camel.metrics.binders", "jvm-memory,jvm-gc,jvm-thread,processor,uptime");
        if (port == 0) {
            return;
        }
        checkFree();
        main.addInitialProperty("camel.management.enabled", "true");
        main.addInitialProperty("camel.management.host", HOST);
        main.addInitialProperty("camel.management.port", String.valueOf(port));
        main.addInitialProperty("camel.management.metricsEnabled", "true");
        main.addInitialProperty("camel.management.healthCheckEnabled", "true");
    }

    /** Takes {@code alerts.*} into force. */
    void renew(AlertsConfig alerts) {
        thresholds.renew(alerts);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    void begin(FeedFigures running) {
        figures = running;
        new FeedMetrics(figures).bindTo(registry, registry.getPrometheusRegistry());
    }

    private void checkFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
        } catch (IOException e) {
            throw new ServiceException(List.of("ops.http-port = " + port + ": " + HOST + ":" + port + " is not free ("
                    + e.getMessage() + "); end what listens there, or give another port, or 0 for none"));
        }
    }
}
