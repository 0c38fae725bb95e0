package io.ctpfeed.service.reload;

import static io.ctpfeed.service.reload.ReloadRig.answering;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ctpfeed.tick.FeedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the watcher running: saves as editors do them, and messages that flow meanwhile. */
class WatchedFilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TEMPLATE =
            """
            - routeTemplate:
                id: relay
                parameters:
                  - name: edit
                from:
                  uri: direct:relay
                  steps:
                    - setHeader:
                        name: edit
                        constant: "{{edit}}"
                    - to: direct:sunk
            """;

    @TempDir
    Path folder;

    private ReloadRig rig;

    @BeforeEach
    void watch() throws Exception {
        rig = new ReloadRig(folder);
        rig.properties("a=1");
        rig.write("one.yaml", answering("one", "1"));
        rig.write("plain.yaml", answering("plain", "{{a}}"));
        rig.running();
        rig.reload.start();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aSaveThroughATemporaryFileAndARename() throws IOException {
        Path temporary = rig.routes.resolve(".one.yaml.swp");
        Files.writeString(temporary, answering("one", "uno"));
        Files.move(temporary, rig.routes.resolve("one.yaml"), StandardCopyOption.ATOMIC_MOVE);

        untilEvents("edit-applied");
        assertEquals("uno", rig.ask("direct:one"));
    }

    @Test
    void aSaveAsVimDoesIt() throws IOException {
        Path file = rig.routes.resolve("one.yaml");
        Files.writeString(rig.routes.resolve("4913"), "");
        Files.delete(rig.routes.resolve("4913"));
        Files.move(file, rig.routes.resolve("one.yaml~"));
        Files.writeString(file, answering("one", "uno"));
        Files.delete(rig.routes.resolve("one.yaml~"));

        untilEvents("edit-applied");
        assertEquals("uno", rig.ask("direct:one"));
        assertEquals(List.of("one"), rig.events.get(1).details().get("changed"));
    }

    @Test
    void aFileWrittenInPiecesIsReadWhenItIsWhole() throws IOException {
        Path file = rig.routes.resolve("two.yaml");
        String text = answering("two", "2");
        for (int i = 0; i < text.length(); i += 20) {
            Files.writeString(
                    file,
                    text.substring(i, Math.min(text.length(), i + 20)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }

        untilEvents("edit-applied");
        assertEquals("2", rig.ask("direct:two"));
    }

    @Test
    void whatIsNoRouteFileIsIgnored() throws IOException {
        rig.write("README.md", "- route: nonsense");
        rig.write(".hidden.yaml", "- route: nonsense");
        rig.write("one.yaml.bak", "- route: nonsense");
        rig.write("two.yaml", answering("two", "2"));

        untilEvents("edit-applied");
        assertEquals(0, rig.reload.refused());
    }

    @Test
    void aFileThatVanishesAndComesBack() throws IOException {
        rig.delete("one.yaml");
        untilEvents("edit-applied");
        assertNull(rig.route("one"));

        rig.write("one.yaml", answering("one", "1"));
        untilEvents("edit-applied", "edit-applied");
        assertNotNull(rig.route("one"));
    }

    @Test
    void aBrokenSaveThenAGoodOne() {
        rig.write("one.yaml", answering("one", "1").replace("from:", "form:"));
        untilEvents("edit-refused");
        assertEquals("1", rig.ask("direct:one"));

        rig.write("one.yaml", answering("one", "uno"));
        untilEvents("edit-refused", "edit-applied");
        assertEquals("uno", rig.ask("direct:one"));
    }

    @Test
    void aChangedProperty() {
        Route one = rig.route("one");
        rig.properties("a=2");

        untilEvents("edit-applied");
        assertEquals("2", rig.ask("direct:plain"));
        assertSame(one, rig.route("one"));
    }

    @Test
    void theFolderItselfIsReplaced() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("one.yaml"), answering("one", "uno"));
        Files.writeString(other.resolve("plain.yaml"), answering("plain", "{{a}}"));
        Files.move(rig.routes, folder.resolve("old"));
        Files.move(other, rig.routes);

        await().atMost(PATIENCE).until(() -> rig.reload.applied() == 1);
        assertEquals("uno", rig.ask("direct:one"));

        rig.write("one.yaml", answering("one", "due"));
        await().atMost(PATIENCE).until(() -> rig.reload.applied() == 2);
    }

    @Test
    void twentyEditsUnderLoadLoseNothing() throws Exception {
        rig.write("ticks.yaml", ticks("0"));
        rig.write("feed.yaml", ticks("0").replace("ticks", "feed").replace("direct:sunk", "direct:ticks"));
        rig.write(
                "sunk.yaml",
                ticks("0").replace("ticks", "sunk").replace("- to: direct:sunk", "- process: {ref: sink}"));
        untilEvents("edit-applied");
        Route feed = rig.route("feed");
        Route sunk = rig.route("sunk");

        int sent = whileMessagesFlow("direct:feed", () -> {
            for (int edit = 1; edit <= 20; edit++) {
                int applied = edit + 1;
                rig.write("ticks.yaml", ticks(String.valueOf(edit)));
                await().atMost(PATIENCE).until(() -> rig.reload.applied() == applied);
            }
        });

        assertEquals(IntStream.rangeClosed(1, sent).boxed().toList(), rig.received);
        assertSame(feed, rig.route("feed"));
        assertSame(sunk, rig.route("sunk"));
        assertEquals(0, rig.reload.refused());
    }

    @Test
    void twentyEditsOfATemplatesParameterUnderLoadLoseNothing() throws Exception {
        rig.write("template.yaml", TEMPLATE);
        rig.write("relay.yaml", relay(0));
        rig.write(
                "sunk.yaml",
                ticks("0").replace("ticks", "sunk").replace("- to: direct:sunk", "- process: {ref: sink}"));
        untilEvents("edit-applied");
        Route sunk = rig.route("sunk");

        int sent = whileMessagesFlow("direct:relay", () -> {
            for (int edit = 1; edit <= 20; edit++) {
                rig.write("relay.yaml", relay(edit));
                int applied = edit + 1;
                await().atMost(PATIENCE).until(() -> rig.reload.applied() == applied);
                FeedEvent last = rig.events.get(rig.events.size() - 1);
                assertEquals(List.of("relay"), last.details().get("changed"));
            }
        });

        assertEquals(IntStream.rangeClosed(1, sent).boxed().toList(), rig.received);
        assertSame(sunk, rig.route("sunk"));
    }

    private static String relay(int edit) {
        return "- templatedRoute:\n    routeTemplateRef: relay\n    routeId: relay\n    parameters:\n"
                + "      - name: edit\n        value: " + edit + "\n";
    }

    private interface Edits {
        void run();
    }

    /** @return how many were sent, numbered from 1 */
    private int whileMessagesFlow(String endpoint, Edits edits) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        ProducerTemplate producer = rig.context.createProducerTemplate();
        Thread feeder = new Thread(() -> {
            while (!stop.get()) {
                producer.sendBody(endpoint, sent.incrementAndGet());
                LockSupport.parkNanos(200_000);
            }
        });
        feeder.start();
        try {
            edits.run();
        } finally {
            stop.set(true);
            feeder.join();
        }
        return sent.get();
    }

    private static String ticks(String edit) {
        return """
                - route:
                    id: ticks
                    description: edit %s
                    from:
                      uri: direct:ticks
                      steps:
                        - to: direct:sunk
                """
                .formatted(edit);
    }

    private void untilEvents(String... names) {
        List<String> wanted = List.of(names);
        await().atMost(PATIENCE)
                .until(() -> rig.eventNames().stream().skip(1).toList().equals(wanted));
    }
}
