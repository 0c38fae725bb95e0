package io.ctpfeed.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.NatsServerProcess;
import io.nats.client.Connection;
import io.nats.client.api.KeyValueConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsSubjectAndPayloadOneMessageALine() throws Exception {
        try (NatsServerProcess server = NatsServerProcess.onFreePort().start();
                Connection publisher = server.observer()) {
            CompletableFuture<Integer> exit =
                    CompletableFuture.supplyAsync(() -> run("md.>", "--count", "2", "--server", server.url()));
            await().atMost(20, TimeUnit.SECONDS).until(() -> {
                publisher.publish("md.tick.SHFE.rb2610", "{}".getBytes(StandardCharsets.UTF_8));
                return exit.isDone();
            });
            assertEquals(0, exit.get());
        }
        String line = "md.tick.SHFE.rb2610 {}" + System.lineSeparator();
        assertEquals(line + line, out.toString());
    }

    @Test
    void printsTheLastValuesThatMatchAndEnds(@TempDir Path store) throws Exception {
        try (NatsServerProcess server =
                        NatsServerProcess.onFreePort().start("--jetstream", "--store_dir", store.toString());
                Connection writer = server.observer()) {
            assertEquals(4, run("--last", "SHFE.*", "--server", server.url()));
            assertTrue(err.toString().startsWith("ctpfeed: no last values in bucket md-last"), err.toString());
            writer.keyValueManagement()
                    .create(KeyValueConfiguration.builder().name("md-last").build());
            for (String key : List.of("SHFE.rb2610", "DCE.m2609", "SHFE.rb2610", "SHFE.SP=20a")) {
                writer.keyValue("md-last").put(key, "{}".getBytes(StandardCharsets.UTF_8));
            }
            assertEquals(0, run("--last", "SHFE.*", "--server", server.url()));
            assertEquals(
                    List.of("SHFE.rb2610 {}", "SHFE.SP=20a {}"),
                    out.toString().lines().toList());
        }
    }

    @Test
    void saysInOneLineThatThereIsNoServer() throws Exception {
        String nowhere = NatsServerProcess.onFreePort().url();
        assertEquals(4, run("md.>", "--server", nowhere));
        assertTrue(err.toString().startsWith("ctpfeed: NATS at " + nowhere), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void aPasswordInTheAddressIsNotShown() throws Exception {
        String nowhere = NatsServerProcess.onFreePort().url().replace("//", "//user:hush@");
        assertEquals(4, run("md.>", "--server", nowhere));
        assertFalse(err.toString().contains("hush"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"md..tick", "md.tick.", "md tick", "md.>.tick", ""})
    void aWrongSubjectIsWrongUsage(String subject) {
        assertEquals(2, run(subject, "--server", "nats://127.0.0.1:1"));
        assertTrue(err.toString().contains("'" + subject + "' is no subject"), err.toString());
    }

    @Test
    void endsWhenNobodyReadsItAnyMore() throws Exception {
        try (NatsServerProcess server = NatsServerProcess.onFreePort().start();
                Connection publisher = server.observer()) {
            Writer gone = new Writer() {
                @Override
                public void write(char[] text, int offset, int length) throws IOException {
                    throw new IOException("broken pipe");
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
            CompletableFuture<Integer> exit =
                    CompletableFuture.supplyAsync(() -> run(new PrintWriter(gone), "md.>", "--server", server.url()));
            await().atMost(20, TimeUnit.SECONDS).until(() -> {
                publisher.publish("md.tick.SHFE.rb2610", "{}".getBytes(StandardCharsets.UTF_8));
                return exit.isDone();
            });
            assertEquals(0, exit.get());
        }
    }

    private int run(String... arguments) {
        return run(new PrintWriter(out), arguments);
    }

    private int run(PrintWriter writer, String... arguments) {
        List<String> all = new ArrayList<>(List.of("tail"));
        all.addAll(List.of(arguments));
        return Ctpfeed.commandLine(new TailCommand())
                .setOut(writer)
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}
