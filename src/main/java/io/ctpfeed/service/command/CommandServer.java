package io.ctpfeed.service.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command endpoint of a running service, on 127.0.0.1. Where it is and what token it wants stands in {@link CommandFile};
 * both are there before the constructor returns and go at {@link #close}. Any thread.
 *
 * <p>{@code POST /command/NAME}, {@code Authorization: Bearer TOKEN}, a JSON object as body or none. The answer is one JSON
 * object a line, the last of which has {@code "event":"result"} and the exit code. Refused are: 401 without the token,
 * 403 what a browser sends, 404 an unknown command, 405, 409 a second run of an exclusive one, 400 and 413 a bad body.
 */
public final class CommandServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandServer.class);
    private static final String HOST = "127.0.0.1";
    private static final int TOKEN_BYTES = 32;

    private final SortedMap<String, FeedCommand> commands = new ConcurrentSkipListMap<>();
    private final Path runDir;
    private final RunDirectory directory;
    private final CommandDesk desk;
    private final HttpServer http;
    private final ExecutorService threads;
    private final CommandFile file;

    /**
     * Takes the run directory, listens, and says so in the file.
     *
     * @param runDir made if it is not there
     * @param port 0: any free one
     * @param home the installation
     * @param configDir null if there is none
     * @throws IOException one line for operators: the directory is another service's or cannot be written, the port is
     *     taken
     */
    public CommandServer(Path runDir, int port, Path home, Path configDir) throws IOException {
        this.runDir = runDir;
        try {
            directory = new RunDirectory(runDir);
        } catch (IOException e) {
            String reason = e instanceof RunDirectory.InUseException ? e.getMessage() : "cannot be written (" + e + ")";
            throw new IOException(
                    "run directory " + runDir + ": " + reason
                            + "; stop that one (./ctpfeed stop), or change ops.run-dir",
                    e);
        }
        String token = token();
        desk = new CommandDesk(commands, token);
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "command");
            thread.setDaemon(true);
            return thread;
        });
        HttpServer server = null;
        try {
            server = listen(port);
            file = new CommandFile(
                    "http://" + HOST + ":" + server.getAddress().getPort(),
                    token,
                    ProcessIdentity.current(),
                    Instant.now(),
                    home.toString(),
                    configDir == null ? "" : configDir.toString());
            server.createContext(
                    "/", new CommandHandler(desk, threads, server.getAddress().getPort()));
            server.setExecutor(threads);
            server.start();
            file.write(runDir);
        } catch (IOException e) {
            if (server != null) {
                server.stop(0);
            }
            threads.shutdownNow();
            directory.close();
            throw e;
        }
        http = server;
        LOG.info("commands are taken at {}", file.address());
    }

    /** Makes a command known; a former one of the same name is replaced. */
    public CommandServer add(FeedCommand command) {
        commands.put(command.name(), command);
        return this;
    }

    /**
     * Runs a command within this process, as if it had come over the endpoint.
     *
     * @return the lines of its answer, the result last
     * @throws IllegalStateException if it is exclusive and runs already
     */
    List<String> run(String name, JsonNode arguments) {
        FeedCommand command = desk.find(name);
        if (command == null) {
            throw new IllegalStateException("no command " + name + " yet; the service is starting");
        }
        if (!desk.begin(command, arguments)) {
            throw new IllegalStateException(name + " runs already; wait for its end");
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        desk.run(command, arguments, new LineReply(answer));
        return answer.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Where it is, and its token. */
    public CommandFile file() {
        return file;
    }

    /** Cancels what runs, gives it a moment to send its result, and lets go of file, port and directory. */
    @Override
    public void close() throws IOException {
        desk.cancelAll();
        try {
            file.remove(runDir);
        } finally {
            http.stop(1);
            threads.shutdownNow();
            directory.close();
        }
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), port), 0);
        } catch (IOException e) {
            throw new IOException(
                    "ops.command-port = " + port + ": " + HOST + ":" + port + " is not free (" + e.getMessage()
                            + "); end what listens there, or give another port, or 0 for any",
                    e);
        }
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
