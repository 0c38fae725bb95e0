package io.ctpfeed.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * {@code ctpfeed run} in a process of its own, in an installation of its own: the same main class with the same options as
 * the launcher gives, without the launcher's build.
 */
final class CtpfeedProcess implements AutoCloseable {
    static final String PASSWORD = "hunter2-pass";
    static final String AUTH_CODE = "hunter2-auth";

    private final Path home;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    /** Nothing is wrong with it; its fronts and its NATS server do not answer. */
    CtpfeedProcess(Path home) throws IOException {
        this.home = home;
        FeedRig.copy(FeedRig.SHIPPED.resolve("routes"), home.resolve("routes"));
        FeedRig.copy(FeedRig.SHIPPED.resolve("config"), home.resolve("config"));
        Files.delete(home.resolve("config/application.properties"));
        Path calendar = home.resolve("config/calendar.yaml"); // a test is no reason to look at the year's end
        FeedRig.write(
                calendar,
                FeedRig.read(calendar)
                        .replaceFirst(
                                "covered-until: .*",
                                "covered-until: " + LocalDate.now().plusYears(1)));
        for (String account : List.of("primary", "backup")) {
            String prefix = "ctp.accounts." + account + ".";
            with(prefix + "fronts", "tcp://127.0.0.1:1");
            with(prefix + "broker-id", "9999");
            with(prefix + "user-id", "1234");
            with(prefix + "password", PASSWORD);
            with(prefix + "flow-dir", home.resolve("flow-" + account).toString());
        }
        with("nats.servers", "nats://127.0.0.1:1");
    }

    CtpfeedProcess with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    CtpfeedProcess without(String property) {
        properties.remove(property);
        return this;
    }

    CtpfeedProcess environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path route(String name) {
        return home.resolve("routes").resolve(name);
    }

    CtpfeedProcess start(String... more) throws IOException {
        Path file = home.resolve("config/application.properties");
        List<String> lines = new ArrayList<>();
        properties.forEach((key, value) -> lines.add(key + " = " + value));
        Files.write(file, lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return startAsItIs(more);
    }

    /** Without writing the configuration first. */
    CtpfeedProcess startAsItIs(String... more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dctpfeed.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.ctpfeed.cli.Ctpfeed",
                "run");
        builder.command().addAll(List.of(more));
        builder.environment().putAll(environment);
        process = builder.directory(home.toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
        return this;
    }

    /** Waits for its end. @return its exit code */
    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + stderr());
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    CtpfeedProcess terminate() {
        process.destroy();
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until standard error holds that text. */
    CtpfeedProcess says(String text) {
        Awaitility.await(text).atMost(60, TimeUnit.SECONDS).until(() -> stderr().contains(text) || !process.isAlive());
        if (!stderr().contains(text)) {
            throw new AssertionError("ended without \"" + text + "\": " + stderr());
        }
        return this;
    }

    String stderr() {
        return FeedRig.read(err());
    }

    String stdout() {
        return FeedRig.read(out());
    }

    /** Processes it started that are still there. */
    long children() {
        return process.descendants().count();
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Path out() {
        return created(home.resolve("stdout"));
    }

    private Path err() {
        return created(home.resolve("stderr"));
    }

    private static Path created(Path file) {
        try {
            return Files.exists(file) ? file : Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
