package io.ctpfeed.ops;

import io.ctpfeed.ops.hawtio.HawtioServer;
import io.ctpfeed.ops.hawtio.HawtioServer.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Whether Hawtio is there, as meters. Any thread. */
public final class HawtioMetrics {
    private HawtioMetrics() {}

    /** @param hawtio held weakly */
    public static void bind(HawtioServer hawtio, MeterRegistry registry) {
        Gauge.builder("ctpfeed.hawtio.up", hawtio, server -> server.state() == State.RUNNING ? 1 : 0)
                .description("1 while Hawtio answers")
                .register(registry);
        Gauge.builder("ctpfeed.hawtio.failed", hawtio, server -> server.state() == State.FAILED ? 1 : 0)
                .description("1 if Hawtio was to start and could not")
                .register(registry);
    }
}
