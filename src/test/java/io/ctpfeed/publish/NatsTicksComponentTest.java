package io.ctpfeed.publish;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickStructs;
import io.ctpfeed.tick.TicksRefusedException;
import io.ctpfeed.tick.WallClock;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The component and the events route in a Camel context, against the real nats-server. */
class NatsTicksComponentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROUTE =
            """
            - route:
                id: ticks
                from:
                  uri: direct:ticks
                  steps:
                    - to:
                        uri: "nats-ticks:md.tick"
                        parameters:
                          format: "{{publish.format}}"
            """;

    private NatsServerProcess server;
    private NatsLink link;
    private DefaultCamelContext camel;

    @BeforeEach
    void contextWithoutAServer() throws Exception {
        server = NatsServerProcess.onFreePort();
        link = new NatsLink(NatsSettings.of(server.url()), EventSink.NONE).start();
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("natsConnection", Connection.class, link.connection());
        camel.getRegistry().bind("natsHeaders", new NatsHeaders());
        camel.getRegistry().bind("eventJson", new EventJson(77));
        camel.getRegistry().bind("instruments", new Instruments());
        camel.getPropertiesComponent().addInitialProperty("publish.format", "json");
    }

    @AfterEach
    void nothingIsLeftRunning() {
        camel.stop();
        link.close();
        server.close();
    }

    @Test
    void aRoutePublishesBatchesAndSingleTicksAndAReloadGoesOnCounting() throws Exception {
        startServer();
        load("ticks.yaml", ROUTE);
        camel.start();
        try (Connection observer = server.observer()) {
            Subscription all = observer.subscribe("md.tick.UNKNOWN.rb2610");
            observer.flush(Duration.ofSeconds(5));
            send(batch(2));
            send(batch(1).get(0));

            camel.getRouteController().stopRoute("ticks");
            camel.removeRoute("ticks");
            load("ticks.yaml", ROUTE);
            send(batch(1));

            long epoch =
                    camel.getComponent("nats-ticks", NatsTicksComponent.class).getEpoch();
            for (int number = 1; number <= 4; number++) {
                JsonNode json = next(all);
                assertEquals(number, json.get("seq").longValue());
                assertEquals(epoch, json.get("epoch").longValue());
            }
        }
        assertEquals(4L, attribute("Published"));
        assertEquals(4L, attribute("UnknownExchange"));
        assertEquals(0L, attribute("Refused"));
    }

    @Test
    void aRouteStartsWithoutAServerAndGivesTicksBackUntilThereIsOne() throws Exception {
        load("ticks.yaml", ROUTE);
        camel.start();
        TickBatch batch = batch(3);
        CamelExecutionException refused = assertThrows(CamelExecutionException.class, () -> send(batch));
        assertTrue(refused.getCause() instanceof TicksRefusedException, refused.getCause()::toString);
        startServer();
        try (Connection observer = server.observer()) {
            Subscription all = observer.subscribe("md.tick.>");
            observer.flush(Duration.ofSeconds(5));
            send(batch);
            assertEquals(1, next(all).get("seq").longValue());
        }
    }

    @Test
    void eventsLeaveAsJsonWithoutHeadersAlsoWhenTheyHappenedBeforeTheServerWasUp() throws Exception {
        load("events.yaml", Files.readString(Path.of("routes/events.yaml")));
        camel.start();
        FeedEvent early = new FeedEvent(
                FeedEvent.Kind.STATUS,
                "starting",
                "primary",
                Instant.parse("2025-11-24T01:02:03.5Z"),
                Map.of("tries", 3));
        camel.createProducerTemplate().sendBodyAndHeader("seda:events", early, "CamelHttpUri", "http://elsewhere");
        startServer();
        try (Connection observer = server.observer()) {
            Subscription all = observer.subscribe("md.event.>");
            observer.flush(Duration.ofSeconds(5));
            camel.createProducerTemplate()
                    .sendBodyAndHeader("seda:events", FeedEvent.of(EventName.RING_OVERFLOW, ""), "secret", "x");
            Message message = all.nextMessage(Duration.ofSeconds(10));
            assertNotNull(message);
            // The early one went out when the server came up, perhaps before this subscription.
            if (message.getSubject().endsWith(".status")) {
                JsonNode json = JSON.readTree(message.getData());
                assertEquals("2025-11-24T01:02:03.500Z", json.get("at").textValue());
                assertEquals(3, json.get("details").get("tries").intValue());
                message = all.nextMessage(Duration.ofSeconds(10));
            }
            assertEquals("md.event.gap", message.getSubject());
            assertTrue(!message.hasHeaders());
            JsonNode json = JSON.readTree(message.getData());
            assertEquals("gap", json.get("kind").textValue());
            assertEquals("ring-overflow", json.get("name").textValue());
            assertEquals(77, json.get("epoch").longValue());
        }
    }

    private void startServer() throws Exception {
        server.start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CONNECTED);
    }

    private void load(String name, String yaml) throws Exception {
        Resource resource = ResourceHelper.fromString(name, yaml);
        PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
    }

    private void send(Object body) {
        camel.createProducerTemplate().sendBody("direct:ticks", body);
    }

    private static TickBatch batch(int count) {
        TickBatch batch = new TickBatch(count);
        for (int i = 0; i < count; i++) {
            batch.append(TickStructs.ordinary("rb2610", i), 0, WallClock.epochNanos(), 0);
        }
        return batch;
    }

    private static JsonNode next(Subscription subscription) throws Exception {
        Message message = subscription.nextMessage(Duration.ofSeconds(10));
        assertNotNull(message);
        return JSON.readTree(message.getData());
    }

    private Object attribute(String name) throws Exception {
        var mbeans = camel.getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName endpoint = mbeans.queryNames(
                        new ObjectName("org.apache.camel:context=" + camel.getManagementName()
                                + ",type=endpoints,name=*nats-ticks*"),
                        null)
                .iterator()
                .next();
        return mbeans.getAttribute(endpoint, name);
    }
}
