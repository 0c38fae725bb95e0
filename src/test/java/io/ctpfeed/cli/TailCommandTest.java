package io.ctpfeed.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.NatsServerProcess;
import io.nats.client.Connection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
    void saysInOneLineThatThereIsNoServer() throws Exception {
        String nowhere = NatsServerProcess.onFreePort().url();
        assertEquals(4, run("md.>", "--server", nowhere));
        assertTrue(err.toString().startsWith("tail: NATS at " + nowhere), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    private int run(String... arguments) {
        return new CommandLine(new TailCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
