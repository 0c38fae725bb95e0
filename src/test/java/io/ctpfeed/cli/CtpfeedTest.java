package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CtpfeedTest {
    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<ServiceRunner.Request> requests = new ArrayList<>();
    private ServiceRunner service = requests::add;

    @BeforeEach
    void installation() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/ticks.yaml"), "");
        configuration(
                "ctp.accounts.a.fronts = tcp://127.0.0.1:1",
                "ctp.accounts.a.broker-id = 9999",
                "ctp.accounts.a.user-id = 1",
                "ctp.accounts.a.password = x",
                "ctp.accounts.a.flow-dir = " + home.resolve("flow"));
    }

    @Test
    void runHandsTheCheckedConfigurationToTheService() {
        assertEquals(0, run());

        ServiceRunner.Request request = requests.get(0);
        assertEquals(home.resolve("config"), request.configDir());
        assertEquals(home.resolve("routes"), request.routesDir());
        assertEquals("9999", request.config().account("a").brokerId());
        assertEquals("json", request.source().properties().getProperty("publish.format"));
        assertTrue(Files.isDirectory(home.resolve("flow")));
        assertEquals("", out.toString());
    }

    @Test
    void eachFindingIsALineAndTheExitCode3() throws IOException {
        configuration("ctp.accounts.a.fronts = nowhere", "publish.fromat = json", "nats.servers = tcp://x:1");

        assertEquals(3, run());
        List<String> lines = err.toString().lines().toList();
        assertTrue(lines.size() >= 3, err.toString());
        assertTrue(lines.stream().allMatch(line -> line.startsWith("ctpfeed: ")), err.toString());
        assertEquals(List.of(), requests);
    }

    @Test
    void aFailureThatIsUnderstoodIsOneLineWithItsCode() {
        service = request -> {
            throw new CommandFailed(ExitCode.UNREACHABLE, "NATS nats://127.0.0.1:1 refused; check nats.servers");
        };

        assertEquals(4, run());
        assertEquals("ctpfeed: NATS nats://127.0.0.1:1 refused; check nats.servers\n", err.toString());
    }

    @Test
    void anUnexpectedErrorIsOneLineAndItsTraceComesOnRequest() {
        service = request -> {
            throw new IllegalStateException("broken\nin two");
        };

        assertEquals(1, run());
        assertEquals(
                "ctpfeed: unexpected error: java.lang.IllegalStateException: broken in two; --debug shows where\n",
                err.toString());

        assertEquals(1, run("--debug"));
        assertTrue(err.toString().contains("\tat io.ctpfeed.cli.RunCommand.call"), err.toString());
    }

    @Test
    void withoutRoutesItSaysSo() throws IOException {
        Files.delete(home.resolve("routes/ticks.yaml"));

        assertEquals(3, run());
        assertEquals(
                "ctpfeed: routes " + home.resolve("routes") + " holds no *.yaml file; give the right --routes-dir\n",
                err.toString());
    }

    @Test
    void wrongUsageIsOneLineAndTheExitCode2() {
        assertEquals(2, execute("rnu"));
        assertEquals("ctpfeed: there is no command rnu, did you mean run?; see ctpfeed --help\n", err.toString());
        assertEquals(2, execute());
        assertEquals(2, execute("run", "--routes"));
    }

    @Test
    void helpListsCommandsAndExitCodesOnStandardOutput() {
        assertEquals(0, execute("--help"));
        assertTrue(out.toString().contains("run "), out.toString());
        assertTrue(out.toString().matches("(?s).*\\b4 +front or NATS unreachable.*"), out.toString());
        assertEquals(0, execute("run", "--help"));
        assertTrue(out.toString().contains("--config-dir=DIR"), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void versionNamesOursAndJavas() {
        assertEquals(0, execute("--version"));
        assertTrue(out.toString().startsWith("ctpfeed "), out.toString());
        assertTrue(out.toString().contains("Java " + Runtime.version()), out.toString());
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", "--config-dir", home.resolve("config").toString()));
        args.addAll(List.of("--routes-dir", home.resolve("routes").toString()));
        args.addAll(List.of(more));
        return execute(args.toArray(String[]::new));
    }

    private int execute(String... args) {
        CommandLine commandLine = Ctpfeed.commandLine(new RunCommand(request -> service.run(request)));
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private void configuration(String... lines) throws IOException {
        Path file = Files.write(home.resolve("config/application.properties"), List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
