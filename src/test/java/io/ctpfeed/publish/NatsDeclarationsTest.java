package io.ctpfeed.publish;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.NatsCheck.Finding;
import io.ctpfeed.publish.NatsCheck.JetStream;
import io.ctpfeed.publish.NatsCheck.State;
import io.ctpfeed.publish.NatsDeclarations.Mode;
import io.ctpfeed.publish.StreamDeclaration.Keeping;
import io.ctpfeed.tick.FeedEvent;
import io.nats.client.Connection;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsDeclarationsTest {
    private static final Keeping KEEPING = new Keeping(StorageType.File, 1L << 20, 1);
    private static final StreamDeclaration STREAM = StreamDeclaration.stream(
            "ticks", List.of("md.tick.>", "md.late.>"), KEEPING, Duration.ofHours(2), Duration.ofMinutes(2));
    private static final StreamDeclaration BUCKET = StreamDeclaration.bucket("last", KEEPING);

    @TempDir
    private Path store;

    private final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    private NatsServerProcess server;
    private NatsLink link;
    private NatsDeclarations declarations;

    @BeforeEach
    void prepare() throws Exception {
        server = NatsServerProcess.onFreePort();
        link = new NatsLink(NatsSettings.of(server.url()), event -> {});
        declarations = new NatsDeclarations(link, events::add, Duration.ofSeconds(10));
    }

    @AfterEach
    void end() {
        declarations.close();
        link.close();
        server.close();
    }

    @Test
    void whatIsMissingIsMadeOnceTheServerIsThere() throws Exception {
        declarations.declare(List.of(STREAM, BUCKET));
        link.start();
        withJetStream();
        awaitEvents("nats-created", 2);
        try (Connection observer = server.observer()) {
            StreamConfiguration made =
                    observer.jetStreamManagement().getStreamInfo("ticks").getConfiguration();
            assertEquals(List.of(), STREAM.differences(made));
            assertEquals(List.of("md.tick.>", "md.late.>"), made.getSubjects());
            assertEquals(1L << 20, made.getMaxBytes());
            observer.keyValue("last").put("SHFE.rb2610", new byte[1]);
        }
        assertTrue(declarations.check(Mode.CREATE).good());
        assertEquals(2, events.size(), "what is as it was is not said again: " + events);
    }

    @Test
    void whatDiffersIsSaidOnceAndChangedOnlyWhenAsked() throws Exception {
        start();
        try (Connection observer = server.observer()) {
            StreamConfiguration others = StreamConfiguration.builder(STREAM.wanted())
                    .maxAge(Duration.ofMinutes(90))
                    .subjects("md.tick.>")
                    .maxConsumers(7)
                    .build();
            observer.jetStreamManagement().addStream(others);
            declarations.declare(List.of(STREAM));
            awaitEvents("nats-differs", 1);
            assertEquals(
                    State.DIFFERS,
                    declarations.check(Mode.CREATE).findings().get(0).state());
            assertEquals(1, events.size(), events::toString);
            assertEquals(
                    List.of(
                            Map.of("field", "subjects", "declared", "md.late.>, md.tick.>", "found", "md.tick.>"),
                            Map.of("field", "keep-hours", "declared", "2", "found", "1.5")),
                    events.get(0).details().get("differences"));
            assertEquals(1, declarations.last().differing(StreamField.KEEP_HOURS));
            assertEquals(90, found(observer).getMaxAge().toMinutes(), "nothing is changed");

            assertEquals(
                    State.CHANGED,
                    declarations.check(Mode.APPLY).findings().get(0).state());
            assertEquals(120, found(observer).getMaxAge().toMinutes());
            assertEquals(7, found(observer).getMaxConsumers(), "what is not declared stays");
            assertEquals(0, declarations.last().differing(StreamField.KEEP_HOURS));
            assertEquals("nats-changed", events.get(1).name());
        }
    }

    @Test
    void whatCannotBeChangedStays() throws Exception {
        start();
        try (Connection observer = server.observer()) {
            observer.jetStreamManagement()
                    .addStream(StreamConfiguration.builder(STREAM.wanted())
                            .storageType(StorageType.Memory)
                            .maxBytes(2L << 20)
                            .build());
            declarations.declare(List.of(STREAM));
            awaitEvents("nats-differs", 1);
            Finding after = declarations.check(Mode.APPLY).findings().get(0);
            assertEquals(State.DIFFERS, after.state());
            assertEquals(
                    "[storage is memory, declared file (cannot be changed)]",
                    after.differences().toString());
            assertEquals(1L << 20, found(observer).getMaxBytes(), "the rest is changed");
            assertEquals(StorageType.Memory, found(observer).getStorageType());
        }
    }

    @Test
    void whatTheServerRefusesIsSaidWithItsReason() throws Exception {
        start();
        try (Connection observer = server.observer()) {
            observer.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("other")
                            .subjects("md.>")
                            .build());
            declarations.declare(List.of(STREAM, BUCKET));
            awaitEvents("nats-declaration-failed", 1);
            awaitEvents("nats-created", 1);
            Object problem = events.get(0).details().get("problem");
            assertEquals("subjects overlap with an existing stream (other)", problem);
        }
    }

    @Test
    void aServerWithoutJetStreamIsSaidOnce() throws Exception {
        server.start();
        link.start();
        declarations.declare(List.of(STREAM));
        awaitEvents("jetstream-missing", 1);
        assertEquals(JetStream.NONE, declarations.check(Mode.CREATE).jetStream());
        assertEquals(1, events.size(), events::toString);
        server.stop();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() != NatsLink.State.CONNECTED);
        assertEquals(JetStream.UNANSWERED, declarations.check(Mode.LOOK).jetStream());
        withJetStream();
        awaitEvents("nats-created", 1);
    }

    private void start() throws Exception {
        withJetStream();
        link.start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CONNECTED);
    }

    private void withJetStream() throws Exception {
        server.start("--jetstream", "--store_dir", store.toString());
    }

    private static StreamConfiguration found(Connection observer) throws Exception {
        return observer.jetStreamManagement().getStreamInfo("ticks").getConfiguration();
    }

    private void awaitEvents(String name, int count) {
        await(name)
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> events.stream()
                                .filter(event -> event.name().equals(name))
                                .count()
                        == count);
    }
}
