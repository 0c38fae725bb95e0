package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.HawtioConfig;
import io.ctpfeed.ops.hawtio.HawtioServer;
import io.ctpfeed.ops.hawtio.HawtioServer.State;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped policy keeps closed, to somebody who is logged in; and when Hawtio does not start at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HawtioPolicyTest {
    private static final String NAME = "policy-test";
    private static final String BEANS = "org.apache.camel:context=" + NAME + ",";
    private static final String CONTEXT = BEANS + "type=context,name=\"" + NAME + "\"";
    private static final String ROUTE = BEANS + "type=routes,name=\"ticks\"";
    private static final String PLANTED = "hawtio.test.planted-secret";
    private static final String RUNTIME = "java.lang:type=Runtime";
    private static final Path SHIPPED = FeedRig.SHIPPED.resolve("config");

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private DefaultCamelContext context;
    private Path folder;
    private HawtioServer server;
    private String address;
    private HawtioClient client;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        System.setProperty(PLANTED, "planted-5ecret");
        System.setProperty("hawtio.authenticationEnabled", "false"); // which must change nothing
        context = new DefaultCamelContext();
        context.getCamelContextExtension().setName(NAME);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ticks").routeId("ticks").to("log:ticks");
            }
        });
        context.start();
        server = started(Map.of("hawtio.port", "0"), SHIPPED);
        assertEquals(State.RUNNING, server.state());
        address = "http://127.0.0.1:" + server.port() + "/hawtio";
        client = new HawtioClient(address).loggedIn();
    }

    @AfterAll
    void stop() throws Exception {
        System.clearProperty(PLANTED);
        if (server != null) {
            server.close();
        }
        context.close();
    }

    @ParameterizedTest
    @MethodSource
    void isNotRead(String bean, String attribute) throws Exception {
        assertNotNull(beans.getAttribute(new ObjectName(bean), attribute), "it is there");
        assertForbidden(client.read(bean, attribute));
    }

    static Stream<Arguments> isNotRead() {
        return Stream.of(
                Arguments.of(RUNTIME, "SystemProperties"),
                Arguments.of(RUNTIME, "InputArguments"),
                Arguments.of(RUNTIME, "ClassPath"),
                Arguments.of("java.util.logging:type=Logging", "LoggerNames"),
                Arguments.of("com.sun.management:type=HotSpotDiagnostic", "DiagnosticOptions"),
                Arguments.of(CONTEXT, "ClassResolver"),
                Arguments.of(ROUTE, "RouteProperties"));
    }

    @ParameterizedTest
    @MethodSource
    void isNotDone(String bean, String operation) throws Exception {
        assertTrue(beans.isRegistered(new ObjectName(bean)), "it is there");
        assertForbidden(client.exec(bean, operation));
    }

    static Stream<Arguments> isNotDone() {
        String diagnostics = "com.sun.management:type=DiagnosticCommand";
        return Stream.of(
                Arguments.of(diagnostics, "vmSystemProperties"),
                Arguments.of(diagnostics, "vmCommandLine"),
                Arguments.of(diagnostics, "jvmtiAgentLoad"),
                Arguments.of("com.sun.management:type=HotSpotDiagnostic", "dumpHeap(java.lang.String,boolean)"),
                Arguments.of("java.util.logging:type=Logging", "setLoggerLevel(java.lang.String,java.lang.String)"),
                Arguments.of("java.lang:type=Threading", "dumpAllThreads(boolean,boolean)"),
                Arguments.of("JMImplementation:type=MBeanServerDelegate", "getMBeanServerId"),
                Arguments.of("hawtio:type=security,name=RBACRegistry", "list()"),
                Arguments.of(CONTEXT, "stop()"),
                Arguments.of(CONTEXT, "sendStringBody(java.lang.String,java.lang.String)"),
                Arguments.of(CONTEXT, "requestBody(java.lang.String,java.lang.Object)"),
                Arguments.of(CONTEXT, "setGlobalOption(java.lang.String,java.lang.String)"),
                Arguments.of(CONTEXT, "createEndpoint(java.lang.String)"),
                Arguments.of(CONTEXT, "dumpRoutesAsXml()"),
                Arguments.of(ROUTE, "updateRouteFromXml(java.lang.String)"),
                Arguments.of(ROUTE, "dumpRouteAsXml()"),
                Arguments.of(ROUTE, "remove()"),
                Arguments.of(ROUTE, "stop(long)"));
    }

    @Test
    void nothingIsWritten() throws Exception {
        assertForbidden(client.ask(Map.of("type", "write", "mbean", ROUTE, "attribute", "Tracing", "value", true)));
        assertForbidden(client.ask(
                Map.of("type", "write", "mbean", "java.lang:type=Memory", "attribute", "Verbose", "value", true)));
    }

    /** Whole beans may be asked for: of each only what is allowed is answered. */
    @Test
    void noSecretIsInAllThatCanBeRead() throws Exception {
        assertTrue(ManagementFactory.getRuntimeMXBean().getSystemProperties().containsValue("planted-5ecret"));
        StringBuilder all = new StringBuilder();
        all.append(client.ask(Map.of("type", "list")));
        for (ObjectName bean : beans.queryNames(null, null)) {
            all.append(client.ask(
                    Map.of("type", "read", "mbean", bean.toString(), "config", Map.of("ignoreErrors", "true"))));
        }
        String read = all.toString();
        assertTrue(read.contains("HeapMemoryUsage") && read.contains("direct://ticks"), "what is allowed is read");
        assertFalse(read.contains("planted-5ecret"));
        assertFalse(read.contains(HawtioClient.PASSWORD));
        assertFalse(read.contains("junit-platform"), "the class path");
    }

    @Test
    void whatIsNotOurPageGetsNothing() throws Exception {
        String body = "{\"type\":\"version\"}";
        assertEquals(200, client.post("/jolokia", body).statusCode());
        assertEquals(
                200,
                client.post("/jolokia", body, "Origin", address.replace("/hawtio", ""))
                        .statusCode());
        for (String origin : List.of("http://127.0.0.1:1", "http://evil.example", "null")) {
            assertEquals(403, client.post("/jolokia", body, "Origin", origin).statusCode(), origin);
        }
        assertTrue(
                answerTo("GET /hawtio/ HTTP/1.1\r\nHost: evil.example\r\n\r\n").contains(" 403 "));
        assertTrue(answerTo("OPTIONS /hawtio/jolokia HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .contains(" 405 "));
        assertEquals(405, client.get("/jolokia/exec/java.lang:type=Memory/gc").statusCode());
        assertEquals(405, client.get("/jolokia/list").statusCode());
        assertEquals(400, client.post("/jolokia", "no json").statusCode());
        for (String gone : List.of("/proxy/127.0.0.1/9464/observe/metrics", "/keycloak/enabled")) {
            assertEquals(404, client.get(gone).statusCode(), gone);
        }
        HttpResponse<String> page = client.get("/");
        assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent());
        assertFalse(page.headers().firstValue("Access-Control-Allow-Origin").isPresent());
    }

    @Test
    void withoutAPasswordAPolicyOrAFreePortItIsNotThere(@TempDir Path empty) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HawtioServer nobody = started(Map.of("hawtio.password", ""), SHIPPED);
                HawtioServer unwanted = started(Map.of("hawtio.enabled", "false"), SHIPPED);
                HawtioServer open = started(Map.of("hawtio.port", "0"), empty);
                HawtioServer late = started(Map.of("hawtio.port", String.valueOf(taken.getLocalPort())), SHIPPED)) {
            assertEquals(State.OFF, nobody.state());
            assertEquals(State.OFF, unwanted.state());
            assertEquals(State.FAILED, open.state());
            assertEquals(State.FAILED, late.state());
        }
    }

    /** Up, or not: whichever it came to. */
    private HawtioServer started(Map<String, String> more, Path configDir) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "ctp.accounts.primary.fronts", "tcp://127.0.0.1:1",
                "ctp.accounts.primary.broker-id", "9999",
                "ctp.accounts.primary.user-id", "1",
                "ctp.accounts.primary.password", "x",
                "hawtio.user", HawtioClient.USER,
                "hawtio.password", HawtioClient.PASSWORD));
        properties.putAll(more);
        HawtioConfig config = FeedConfig.of(ConfigSource.of(folder, properties)).hawtio();
        HawtioServer made = new HawtioServer(config, configDir, folder.resolve("run-" + more.hashCode()));
        made.start();
        FeedRig.await("a start").until(() -> made.state() != State.STARTING);
        return made;
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertForbidden(JsonNode answer) {
        assertEquals(403, answer.path("status").asInt(), answer::toString);
        assertTrue(answer.path("error").asText().contains("forbidden"), answer::toString);
    }
}
