package io.ctpfeed.service.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command endpoint over a real socket: who is let in, how answers come, what is left behind. */
class CommandServerTest {
    @TempDir
    private Path folder;

    private Path runDir;
    private CommandServer server;

    @BeforeEach
    void start() throws IOException {
        runDir = folder.resolve("run");
        server = new CommandServer(runDir, 0, folder, folder.resolve("config"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void linesComeOneByOneAndTheResultLast() throws Exception {
        CountDownLatch firstWasRead = new CountDownLatch(1);
        server.add(command("count", (arguments, reply) -> {
            reply.send(Map.of(
                    "event",
                    "step",
                    "at",
                    Instant.EPOCH,
                    "to",
                    arguments.path("to").asInt()));
            firstWasRead.await(30, SECONDS);
            reply.result(5, Map.of("exit", 99, "covered", 12));
            reply.result(0, null);
            reply.send(Map.of("event", "after"));
        }));

        try (Client client = new Client("POST", "/command/count", authorized(), "{\"to\":3}")) {
            assertEquals(200, client.status());
            JsonNode first = client.line();
            assertEquals(3, first.path("to").asInt());
            assertEquals("1970-01-01T00:00:00Z", first.path("at").asText());
            firstWasRead.countDown();
            assertEquals(
                    "{\"event\":\"result\",\"exit\":5,\"covered\":12}",
                    client.line().toString());
            assertEquals(null, client.line());
        }
    }

    @Test
    void aCommandThatFailsSaysWhyInItsResult() throws Exception {
        server.add(command("well", (arguments, reply) -> {}));
        server.add(command("known", (arguments, reply) -> {
            throw new CommandException(6, "front says -2; wait a second");
        }));
        server.add(command("unforeseen", (arguments, reply) -> {
            throw new IllegalStateException("broken");
        }));

        assertEquals("{\"event\":\"result\",\"exit\":0}", resultOf("well").toString());
        assertEquals(6, resultOf("known").path("exit").asInt());
        assertEquals(
                "front says -2; wait a second", resultOf("known").path("error").asText());
        assertEquals(1, resultOf("unforeseen").path("exit").asInt());
        assertTrue(resultOf("unforeseen").path("error").asText().contains("broken"));
    }

    @Test
    void onlyTheTokenOpensIt() throws Exception {
        server.add(command("well", (arguments, reply) -> {}));
        String token = server.file().token();

        for (String header : List.of(
                "",
                "Authorization: Bearer \r\n",
                "Authorization: Bearer " + token.substring(1) + "\r\n",
                "Authorization: Bearer " + token + "0\r\n",
                "Authorization: " + token + "\r\n",
                "Authorization: Basic " + token + "\r\n")) {
            assertEquals(401, status("POST", "/command/well", header, ""), header);
            assertEquals(401, status("POST", "/command/unknown", header, ""), "what there is, is told to nobody");
        }
        assertEquals(200, status("POST", "/command/well", authorized(), ""));
    }

    @Test
    void aBrowserIsRefusedWhateverItBrings() throws Exception {
        server.add(command("well", (arguments, reply) -> {}));

        assertEquals(403, status("POST", "/command/well", authorized() + "Origin: http://127.0.0.1\r\n", ""));
        assertEquals(403, status("POST", "/command/well", authorized() + "Origin: null\r\n", ""));
        try (Client client = new Client("POST", "/command/well", authorized(), "", "rebound.example:80")) {
            assertEquals(403, client.status());
        }
    }

    @Test
    void whatIsNoCommandIsRefused() throws Exception {
        server.add(command("well", (arguments, reply) -> {}));

        assertEquals(405, status("GET", "/command/well", authorized(), ""));
        assertEquals(400, status("POST", "/command/well", authorized(), "{"));
        assertEquals(400, status("POST", "/command/well", authorized(), "[1]"));
        String whole = "\"" + "x".repeat(CommandHandler.BODY_LIMIT - 2) + "\"";
        assertEquals(400, status("POST", "/command/well", authorized(), whole), "not too long, but no object");
        assertEquals(413, status("POST", "/command/well", authorized(), whole + " "));
        try (Client client = new Client("POST", "/command/wel", authorized(), "")) {
            assertEquals(404, client.status());
            assertTrue(client.line().path("error").asText().contains("there are well"));
        }
    }

    @Test
    void anExclusiveCommandRunsOnceAtATime() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        server.add(new FeedCommand() {
            @Override
            public String name() {
                return "alone";
            }

            @Override
            public boolean exclusive(JsonNode arguments) {
                return !arguments.path("looks").asBoolean();
            }

            @Override
            public void run(JsonNode arguments, Reply reply) throws Exception {
                entered.countDown();
                leave.await(30, SECONDS);
            }
        });

        try (Client first = new Client("POST", "/command/alone", authorized(), "")) {
            assertTrue(entered.await(30, SECONDS));
            assertEquals(409, status("POST", "/command/alone", authorized(), ""));
            try (Client looking = new Client("POST", "/command/alone", authorized(), "{\"looks\":true}")) {
                assertEquals(200, looking.status(), "one that may run beside it");
                leave.countDown();
            }
            assertEquals(200, first.status());
            assertEquals(0, first.line().path("exit").asInt());
        }
        await().atMost(30, SECONDS).until(() -> status("POST", "/command/alone", authorized(), "") == 200);
    }

    @Test
    void aCommandLearnsThatItsClientHasGone() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        server.add(command("patient", (arguments, reply) -> {
            entered.countDown();
            await().atMost(30, SECONDS).until(reply::isCancelled);
            cancelled.countDown();
        }));

        try (Client client = new Client("POST", "/command/patient", authorized(), "")) {
            assertTrue(entered.await(30, SECONDS));
        }

        assertTrue(cancelled.await(30, SECONDS));
    }

    @Test
    void closingCancelsWhatRunsAndLetsItSayItsResult() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        server.add(command("patient", (arguments, reply) -> {
            entered.countDown();
            await().atMost(30, SECONDS).until(reply::isCancelled);
            reply.result(7, Map.of("done", 3));
        }));

        try (Client client = new Client("POST", "/command/patient", authorized(), "")) {
            assertTrue(entered.await(30, SECONDS));
            server.close();
            assertEquals(200, client.status());
            assertEquals(7, client.line().path("exit").asInt());
        }
    }

    @Test
    void theFileIsItsOwnersAloneAndGoesAtTheEnd() throws Exception {
        Path file = runDir.resolve(CommandFile.NAME);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        CommandFile read = CommandFile.read(runDir).orElseThrow();
        assertEquals(server.file(), read);
        assertEquals(ProcessHandle.current().pid(), read.process().pid());
        assertTrue(read.isAlive());
        assertFalse(read.toString().contains(read.token()), read.toString());
        try (var files = Files.list(runDir)) {
            assertEquals(2, files.count(), "the file and the lock");
        }

        server.close();
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileThatAKilledServiceLeftIsKnownAsStaleAndReplaced() throws Exception {
        server.close();
        Process killed = new ProcessBuilder("cat").start();
        ProcessIdentity process = ProcessIdentity.of(killed.pid()).orElseThrow();
        new CommandFile("http://127.0.0.1:1", "t", process, Instant.now(), "", "").write(runDir);
        assertTrue(CommandFile.read(runDir).orElseThrow().isAlive());
        killed.destroyForcibly().waitFor();
        assertFalse(CommandFile.read(runDir).orElseThrow().isAlive());

        long pid = ProcessHandle.current().pid();
        assertFalse(new ProcessIdentity(pid, 1).isAlive(), "another process that had this number before");

        server = new CommandServer(runDir, 0, folder, null);

        assertEquals(server.file(), CommandFile.read(runDir).orElseThrow());
    }

    @Test
    void aSecondServiceOnTheSameDirectoryIsRefusedWithThePidOfTheFirst() {
        IOException refused = assertThrows(IOException.class, () -> new CommandServer(runDir, 0, folder, null));

        assertTrue(
                refused.getMessage()
                        .contains("process " + ProcessHandle.current().pid()),
                refused.getMessage());
        assertTrue(Files.exists(runDir.resolve(CommandFile.NAME)), "the first one's file stays");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            Path other = folder.resolve("other");
            IOException refused = assertThrows(IOException.class, () -> new CommandServer(other, port, folder, null));
            assertTrue(refused.getMessage().startsWith("ops.command-port = " + port), refused.getMessage());
            assertFalse(Files.exists(other.resolve(CommandFile.NAME)));
            new CommandServer(other, 0, folder, null).close();
        }
    }

    @Test
    void nobodyFromOutsideIsAnswered() throws Exception {
        int port = URI.create(server.file().address()).getPort();
        for (InetAddress address :
                InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
            if (!address.isLoopbackAddress()) {
                assertThrows(IOException.class, () -> new Socket(address, port).close(), address.toString());
            }
        }
    }

    private String authorized() {
        return "Authorization: Bearer " + server.file().token() + "\r\n";
    }

    private JsonNode resultOf(String name) throws IOException {
        try (Client client = new Client("POST", "/command/" + name, authorized(), "")) {
            assertEquals(200, client.status());
            JsonNode line = client.line();
            assertNotNull(line);
            return line;
        }
    }

    private int status(String method, String path, String headers, String body) throws IOException {
        try (Client client = new Client(method, path, headers, body)) {
            return client.status();
        }
    }

    private interface Body {
        void run(JsonNode arguments, Reply reply) throws Exception;
    }

    private static FeedCommand command(String name, Body body) {
        return new FeedCommand() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(JsonNode arguments, Reply reply) throws Exception {
                body.run(arguments, reply);
            }
        };
    }

    /** A client that says exactly what it is told to; answers are read line by line, chunk sizes passed over. */
    private final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(String method, String path, String headers, String body) throws IOException {
            this(
                    method,
                    path,
                    headers,
                    body,
                    URI.create(server.file().address()).getAuthority());
        }

        Client(String method, String path, String headers, String body, String host) throws IOException {
            URI address = URI.create(server.file().address());
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(30_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "Content-Length: "
                    + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        }

        int status() throws IOException {
            int status = Integer.parseInt(in.readLine().split(" ")[1]);
            while (!in.readLine().isEmpty()) {
                // headers
            }
            return status;
        }

        /** @return the next JSON object; null at the end */
        JsonNode line() throws IOException {
            for (String line = in.readLine(); line != null && !line.equals("0"); line = in.readLine()) {
                if (line.startsWith("{")) {
                    return new com.fasterxml.jackson.databind.ObjectMapper().readTree(line);
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
