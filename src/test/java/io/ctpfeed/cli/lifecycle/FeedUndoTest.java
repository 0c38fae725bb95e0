package io.ctpfeed.cli.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing more: what a start brought up is taken back all the same. */
class FeedUndoTest {
    @TempDir
    private Path folder;

    private final List<String> done = new ArrayList<>();
    private final List<Step> steps = List.of(step("NATS"), step("service"));

    @Test
    void aStateThatCannotBeWrittenAfterTheLastStepTakesAllBack() {
        FeedState full = new FeedState(folder.resolve("state.json")) {
            @Override
            void end(String state) {
                throw new UncheckedIOException(new IOException("no space left on device"));
            }
        };
        assertThrows(UncheckedIOException.class, () -> feed().start(full, steps, true));
        assertEquals(List.of("NATS", "service", "undo service", "undo NATS"), done);
    }

    @Test
    void aStateThatCannotBeWrittenAfterAStepTakesBackWhatWasBegun() throws Exception {
        Path file =
                Files.createDirectories(folder.resolve("state.json/in-the-way")).getParent();
        assertThrows(UncheckedIOException.class, () -> feed().start(new FeedState(file), steps, true));
        assertEquals(List.of("NATS", "undo NATS"), done);
    }

    private Feed feed() {
        return new Feed(folder, folder.resolve("run"), new PrintWriter(new StringWriter()));
    }

    private Step step(String name) {
        return new Step() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome start() {
                done.add(name);
                return Outcome.ok("started");
            }

            @Override
            public String undo() {
                done.add("undo " + name);
                return "stopped";
            }
        };
    }
}
