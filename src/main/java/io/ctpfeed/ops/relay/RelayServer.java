package io.ctpfeed.ops.relay;

import io.ctpfeed.config.RelayConfig;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Camel's own HTTP server with one route, {@code POST /alerts/ROBOT}, on the loopback address. One thread. */
public final class RelayServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Main main = new Main();

    /** Listens when it returns. @throws Exception if the port is not free */
    public RelayServer(RelayConfig config) throws Exception {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withName("alert-relay").withAutoConfigurationLogSummary(false);
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", HOST);
        main.addInitialProperty("camel.server.port", String.valueOf(config.port()));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/alerts/{" + AlertRelay.ROBOT + "}?httpMethodRestrict=POST")
                        .routeId("alerts")
                        .process(new AlertRelay(config));
            }
        });
        main.start();
    }

    @Override
    public void close() {
        main.stop();
    }
}
