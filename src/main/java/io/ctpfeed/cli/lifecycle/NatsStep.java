package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.ServiceRunner;
import io.ctpfeed.config.NatsConfig;
import io.ctpfeed.config.ServerAddress;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.service.NatsProperties;
import io.ctpfeed.service.command.ProcessIdentity;
import io.ctpfeed.tick.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * NATS answers a PING. Where the configured server is on this machine and nothing answers there, a server of our own is
 * started with config/nats.conf.
 */
final class NatsStep implements Step {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Duration END = Duration.ofSeconds(15);
    private static final String GREETING = "INFO ";

    private final ServiceRunner.Request request;
    private final RunFiles files;
    private final FeedState state;
    private ProcessIdentity started;

    NatsStep(ServiceRunner.Request request, RunFiles files, FeedState state) {
        this.request = request;
        this.files = files;
        this.state = state;
    }

    @Override
    public String name() {
        return "NATS";
    }

    @Override
    public Outcome start() throws InterruptedException {
        List<ServerAddress> servers = nats().servers();
        String all =
                String.join(", ", servers.stream().map(ServerAddress::toString).toList());
        if (servers.stream().anyMatch(this::listens)) {
            ping(all);
            return Outcome.ok(state.nats().isPresent() ? "runs already" : "answers at " + all + ", not started by us");
        }
        ServerAddress ours = servers.stream()
                .filter(server -> server.scheme().equals("nats") && LOOPBACK.contains(server.host()))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.UNREACHABLE, "NATS " + all + " does not answer; start it, or check nats.servers"));
        startServer(ours);
        ping(all);
        return Outcome.ok("started, process " + started.pid());
    }

    @Override
    public String undo() throws InterruptedException {
        return started == null ? "" : end(state);
    }

    /** Ends the server that start started. @return what was done; empty if there is none of ours */
    static String end(FeedState state) throws InterruptedException {
        Optional<ProcessIdentity> ours = state.nats();
        if (ours.isEmpty()) {
            return "";
        }
        String done =
                Background.end(ours.get(), END) ? "stopped" : "killed, as it did not end in " + END.toSeconds() + " s";
        try {
            state.natsEnded();
        } catch (UncheckedIOException e) { // it has ended all the same, and no later start takes another one for it
            return done + "; the state file cannot be written: " + e.getCause().getMessage();
        }
        return done;
    }

    private void startServer(ServerAddress address) throws InterruptedException {
        Path config = request.configDir().resolve("nats.conf");
        if (!Files.isReadable(config)) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION,
                    "no server answers at " + address + ", and there is no " + config
                            + " to start one with; put it there, or start NATS yourself");
        }
        if (!Background.onPath("nats-server")) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION,
                    "no server answers at " + address + ", and nats-server is not on the path; run: apt-get install"
                            + " nats-server, or start NATS elsewhere and set nats.servers");
        }
        Path log = files.log("nats");
        String host = address.host().replaceAll("[\\[\\]]", "");
        List<String> command = new ArrayList<>(List.of(
                "nats-server",
                "--config",
                config.toString(),
                "--addr",
                host,
                "--port",
                String.valueOf(address.port()),
                "--store_dir",
                files.natsStore().toString()));
        if (isFree(host, nats().monitoringPort())) { // a server does not start without it
            command.addAll(List.of("--http_port", String.valueOf(nats().monitoringPort())));
        }
        Process process = Background.start(command, request.home(), log);
        started = ProcessIdentity.of(process.pid()).orElse(null);
        if (started != null) {
            state.nats(started); // before it is checked: it must not be forgotten
        }
        boolean listens = Waiting.until(limit(), () -> listens(address) || !process.isAlive());
        if (!listens || !process.isAlive()) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "nats-server with " + config
                            + (process.isAlive() ? " does not answer" : " ended at once: " + lastLine(log)) + "; see "
                            + log);
        }
    }

    private static boolean isFree(String host, int port) {
        if (port == 0) {
            return false;
        }
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** With the credentials and all: what the service will do too. */
    private void ping(String servers) throws InterruptedException {
        for (ServerAddress server : nats().servers()) {
            refuseForeigner(server);
        }
        try (NatsLink link = new NatsLink(NatsProperties.settings(nats()), EventSink.NONE).start()) {
            // What was refused may be let in at a second try; what says nothing yet, on a busy machine, has all the
            // time there is.
            boolean connected = Waiting.until(
                            Duration.ofMillis(nats().connectTimeoutMillis() * 2L), () -> isConnected(link))
                    || Waiting.until(
                                    limit(),
                                    () -> isConnected(link) || !link.lastError().isEmpty())
                            && isConnected(link);
            if (!connected) {
                throw new CommandFailed(
                        ExitCode.UNREACHABLE,
                        "NATS " + servers + " listens and lets us not in: "
                                + (link.lastError().isEmpty() ? "no answer" : link.lastError())
                                + "; check nats.servers and its credentials");
            }
            link.connection().flush(Duration.ofMillis(nats().connectTimeoutMillis()));
        } catch (java.util.concurrent.TimeoutException | IllegalStateException e) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE, "NATS " + servers + " does not answer a PING: " + e.getMessage(), e);
        }
    }

    /**
     * Whatever is no NATS server would only be waited for: a server greets with INFO at once, unless it asks for TLS first.
     *
     * @throws CommandFailed if something else has the port
     */
    private void refuseForeigner(ServerAddress server) {
        if (!server.scheme().equals("nats")) {
            return;
        }
        try (Socket socket = connected(server)) {
            if (!greets(socket)) {
                throw foreigner(server);
            }
        } catch (IOException e) {
            // nothing listens there, or it is out of reach: another of the servers may do
        }
    }

    private boolean greets(Socket socket) throws IOException {
        socket.setSoTimeout(nats().connectTimeoutMillis());
        try {
            byte[] greeting = socket.getInputStream().readNBytes(GREETING.length());
            return new String(greeting, StandardCharsets.ISO_8859_1).equals(GREETING);
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static CommandFailed foreigner(ServerAddress server) {
        return new CommandFailed(
                ExitCode.UNREACHABLE,
                "what listens at " + server + " is no NATS server; end it (ss -ltnp 'sport = :" + server.port()
                        + "' says what it is), or give NATS another port in nats.servers");
    }

    private Socket connected(ServerAddress server) throws IOException {
        Socket socket = new Socket();
        try {
            String host = server.host().replaceAll("[\\[\\]]", "");
            socket.connect(new InetSocketAddress(host, server.port()), nats().connectTimeoutMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static boolean isConnected(NatsLink link) {
        return link.state() == NatsLink.State.CONNECTED;
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean listens(ServerAddress server) {
        try (Socket socket = connected(server)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private NatsConfig nats() {
        return request.config().nats();
    }

    private Duration limit() {
        return Duration.ofSeconds(request.config().ops().startTimeoutSeconds());
    }
}
