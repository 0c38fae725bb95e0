package io.ctpfeed.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.cli.StandInCtpfeed;
import io.ctpfeed.drill.StandInProcess;
import io.ctpfeed.service.command.CommandFile;
import io.ctpfeed.service.command.ProcessIdentity;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An installation of its own with the shipped routes and configuration, two accounts at stand-in fronts and a NATS server that
 * is not there yet: for {@code ctpfeed start} and its like as an operator calls them.
 */
final class StandInFeed implements AutoCloseable {
    private static final long COMMAND_SECONDS = 400;

    private final Path home;
    private final StandInProcess standIn;
    private final Map<String, String> properties = new LinkedHashMap<>(FeedRig.BRISK);
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<Process, File[]> outputs = new LinkedHashMap<>();
    private final int natsPort;

    /** What a command said and how it ended. */
    record Run(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + exit + "\n" + out + err;
        }
    }

    StandInFeed(Path home, int instruments) throws IOException {
        this.home = home;
        FeedRig.copy(FeedRig.SHIPPED.resolve("routes"), home.resolve("routes"));
        FeedRig.copy(FeedRig.SHIPPED.resolve("config"), home.resolve("config"));
        StandInOptions market = StandInOptions.DEFAULT.withInstruments(instruments);
        standIn = new StandInProcess(market.withPace(Pace.onCommand()));
        natsPort = freePort();
        var account = market.accounts().get(0);
        for (int i = 0; i < 2; i++) {
            String prefix = "ctp.accounts." + (i == 0 ? "primary" : "backup") + ".";
            with(prefix + "fronts", standIn.marketDataAddress(i + 1));
            with(prefix + "trader-fronts", standIn.traderAddress(i + 1));
            with(prefix + "broker-id", account.brokerId());
            with(prefix + "user-id", account.userId());
            with(prefix + "password", account.password());
            with(prefix + "app-id", account.appId());
            with(prefix + "auth-code", account.authCode());
        }
        with("nats.servers", "nats://127.0.0.1:" + natsPort);
        with("ops.http-port", "0");
        with("ops.start-timeout-seconds", "150");
        with("ops.restart-backoff-min-millis", "200");
    }

    StandInFeed with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** The directory is looked into before all others for programs. */
    StandInFeed path(Path directory) {
        environment.put("PATH", directory + File.pathSeparator + System.getenv("PATH"));
        return this;
    }

    /** No contract is wanted: the subscription has nothing to reach. */
    StandInFeed wantingNothing() {
        FeedRig.write(home.resolve("config/contracts.yaml"), "rules:\n  - include: {pattern: \"no-such-code\"}\n");
        return this;
    }

    int natsPort() {
        return natsPort;
    }

    StandInProcess standIn() {
        return standIn;
    }

    Path runDir() {
        return home.resolve("run");
    }

    String file(String name) {
        return FeedRig.read(runDir().resolve(name));
    }

    JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(file(name));
    }

    boolean natsListens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), natsPort)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives a command and waits for its end. */
    Run run(String... arguments) throws IOException, InterruptedException {
        Process process = begin(arguments);
        return finish(process);
    }

    /** Gives a command. */
    Process begin(String... arguments) throws IOException {
        writeProperties();
        ProcessBuilder builder = new ProcessBuilder(StandInCtpfeed.launch(home).command(List.of(arguments)));
        File out = File.createTempFile("out", "", home.toFile());
        File err = File.createTempFile("err", "", home.toFile());
        builder.environment().putAll(environment);
        Process process = builder.directory(home.toFile())
                .redirectOutput(out)
                .redirectError(err)
                .start();
        outputs.put(process, new File[] {out, err});
        return process;
    }

    /** Waits for its end. */
    Run finish(Process process) throws InterruptedException {
        File[] files = outputs.get(process);
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end: " + FeedRig.read(files[0].toPath()) + FeedRig.read(files[1].toPath()));
        }
        return new Run(process.exitValue(), FeedRig.read(files[0].toPath()), FeedRig.read(files[1].toPath()));
    }

    Optional<ProcessIdentity> service() throws IOException {
        return CommandFile.read(runDir()).map(CommandFile::process).filter(ProcessIdentity::isAlive);
    }

    /** Everything of this installation that still runs. */
    List<ProcessIdentity> leftovers() throws IOException {
        List<ProcessIdentity> left = new ArrayList<>();
        service().ifPresent(left::add);
        for (String file : List.of("supervisor.json", "state.json")) {
            if (Files.exists(runDir().resolve(file))) {
                for (String field : List.of("supervisor", "service", "nats")) {
                    JsonNode process = json(file).path(field);
                    if (process.isObject()) {
                        left.add(new ProcessIdentity(
                                process.path("pid").asLong(),
                                process.path("startTicks").asLong()));
                    }
                }
            }
        }
        return left.stream().filter(ProcessIdentity::isAlive).distinct().toList();
    }

    /** Ends whatever a failed test left. */
    @Override
    public void close() throws IOException {
        outputs.keySet().forEach(Process::destroyForcibly);
        for (ProcessIdentity process : leftovers()) {
            process.handle().ifPresent(ProcessHandle::destroyForcibly);
        }
        standIn.close();
    }

    private void writeProperties() throws IOException {
        Path file = home.resolve("config/application.properties");
        List<String> lines = new ArrayList<>();
        properties.forEach((key, value) -> lines.add(key + " = " + value));
        Files.write(file, lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
