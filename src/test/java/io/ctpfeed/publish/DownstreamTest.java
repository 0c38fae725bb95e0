package io.ctpfeed.publish;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How consumers keep up, by a real server's word. */
class DownstreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private NatsServerProcess server;
    private NatsLink link;
    private Downstream downstream;

    @BeforeEach
    void start() throws Exception {
        int monitoring;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            monitoring = free.getLocalPort();
        }
        Path config = Files.writeString(
                folder.resolve("nats.conf"), "max_pending: 200KB\nmax_payload: 100KB\nwrite_deadline: \"500ms\"\n");
        server = NatsServerProcess.onFreePort()
                .start("-js", "-sd", folder.toString(), "-c", config.toString(), "-m", String.valueOf(monitoring));
        link = new NatsLink(NatsSettings.of(server.url()), event -> {}).start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CONNECTED);
        downstream = new Downstream(
                link, () -> List.of("ticks"), List.of(URI.create("http://127.0.0.1:" + monitoring)), PATIENCE);
    }

    @AfterEach
    void end() {
        link.close();
        server.close();
    }

    @Test
    void whatWaitsForADurableConsumerAndWhatItFailsOn() throws Exception {
        try (Connection nats = server.observer()) {
            JetStreamManagement streams = nats.jetStreamManagement();
            streams.addStream(
                    StreamConfiguration.builder().name("ticks").subjects("t.>").build());
            streams.addOrUpdateConsumer(
                    "ticks",
                    ConsumerConfiguration.builder()
                            .durable("desk")
                            .ackWait(Duration.ofMillis(100))
                            .build());
            for (int i = 0; i < 10; i++) {
                nats.jetStream().publish("t.a", new byte[10]);
            }
            JetStreamSubscription desk = nats.jetStream().subscribe(null, PullSubscribeOptions.bind("ticks", "desk"));
            assertEquals(3, desk.fetch(3, PATIENCE).size());

            downstream.look();
            assertEquals(List.of(new ConsumerFigures("ticks", "desk", 7, 3, 0)), List.copyOf(downstream.consumers()));

            await().atMost(20, TimeUnit.SECONDS).until(() -> {
                desk.fetch(3, Duration.ofMillis(200)); // given again, as it acknowledged none
                downstream.look();
                return downstream.consumers().iterator().next().redelivered() > 0;
            });
        }
        server.stop();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() != NatsLink.State.CONNECTED);
        downstream.look();
        assertEquals(0, downstream.consumers().size(), "nothing is known any more");
        assertTrue(Double.isNaN(downstream.slowConsumers()));
    }

    @Test
    void aConsumerThatDoesNotReadIsCountedAsSlow() throws Exception {
        downstream.look();
        assertEquals(0, downstream.slowConsumers());
        URI url = URI.create(server.url());
        try (Socket idle = new Socket();
                Connection nats = server.observer()) {
            idle.setReceiveBufferSize(4_096);
            idle.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            idle.getOutputStream()
                    .write("CONNECT {\"verbose\":false}\r\nSUB flood 1\r\nPING\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(20, TimeUnit.SECONDS).until(() -> {
                for (int i = 0; i < 100; i++) {
                    nats.publish("flood", new byte[50_000]);
                }
                nats.flush(PATIENCE);
                downstream.look();
                return downstream.slowConsumers() >= 1;
            });
        }
    }
}
