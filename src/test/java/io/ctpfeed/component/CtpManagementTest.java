package io.ctpfeed.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.source.SourceState;
import java.util.Collection;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CtpManagementTest {
    private final Feed feed = new Feed();

    @BeforeEach
    void start() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(feed.context);
        registry.register(registry.resolveById("consumers")); // camel-main does so by itself
        feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary").routeId("source").process(feed.sink);
            }
        });
    }

    @AfterEach
    void stop() {
        feed.close();
    }

    @Test
    void anAccountIsReadyWhileItIsLoggedIn() {
        HealthCheck.Result ready = readiness();
        assertEquals(HealthCheck.State.UP, ready.getState());
        assertEquals("READY", ready.getDetails().get("state"));
        assertEquals(0, ready.getDetails().get("ringDepth"));
        feed.primary.state = SourceState.DISCONNECTED;
        HealthCheck.Result broken = readiness();
        assertEquals(HealthCheck.State.DOWN, broken.getState());
        assertEquals(
                "account primary is DISCONNECTED: because of the test",
                broken.getMessage().orElseThrow());
    }

    @Test
    void aFrontThatIsDownIsNoReasonToKillTheProcess() {
        feed.primary.state = SourceState.DISCONNECTED;
        assertFalse(HealthCheckHelper.invokeLiveness(feed.context).stream()
                .anyMatch(result -> result.getState() == HealthCheck.State.DOWN));
    }

    @Test
    void anAccountWhoseRouteIsStoppedIsNotReady() throws Exception {
        feed.context.getRouteController().stopRoute("source");
        assertEquals(HealthCheck.State.DOWN, readiness().getState());
    }

    @Test
    void jmxShowsTheAccount() throws Exception {
        feed.primary.ticks("rb2510", 1, 100);
        await().until(() -> feed.primary.ring().depth() == 0);
        assertEquals("primary", attribute("Account"));
        assertEquals("READY", attribute("State"));
        assertEquals("1970-01-01T00:00:00Z", attribute("StateSince"));
        assertEquals("", attribute("Reason"));
        assertEquals("20260105", attribute("TradingDay"));
        assertEquals(0, attribute("Wanted"));
        assertEquals(7, attribute("Requested"));
        assertEquals(6, attribute("Acknowledged"));
        assertEquals(5, attribute("Ticking"));
        assertEquals(100L, attribute("TicksTotal"));
        assertEquals(0, attribute("RingDepth"));
        assertEquals(1 << 14, attribute("RingCapacity"));
        assertEquals(0L, attribute("RingOverflows"));
        assertEquals(0L, attribute("FailedTicks"));
        assertTrue((double) attribute("BatchMean") >= 1);
        await().until(() -> (double) attribute("TicksPerSecond") > 0);
    }

    @Test
    void jmxStopsStartsAndRestartsTheSource() throws Exception {
        operation("stopSource");
        assertEquals("STOPPED", attribute("State"));
        operation("startSource");
        assertEquals("READY", attribute("State"));
        operation("restartSource");
        assertEquals(1, feed.primary.restarts.get());
    }

    @Test
    void jmxForgetsTheAccountWithItsContext() throws Exception {
        MBeanServer server = server();
        ObjectName name = name();
        assertTrue(server.isRegistered(name));
        feed.context.stop();
        assertFalse(server.isRegistered(name));
    }

    private HealthCheck.Result readiness() {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(feed.context);
        return results.stream()
                .filter(result -> result.getCheck().getId().equals("consumer:source"))
                .findFirst()
                .orElseThrow();
    }

    private Object attribute(String attribute) throws Exception {
        return server().getAttribute(name(), attribute);
    }

    private void operation(String operation) throws Exception {
        server().invoke(name(), operation, new Object[0], new String[0]);
    }

    private MBeanServer server() {
        return feed.context.getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private ObjectName name() throws Exception {
        return new ObjectName(
                "org.apache.camel:context=" + feed.context.getManagementName() + ",type=accounts,name=\"primary\"");
    }
}
