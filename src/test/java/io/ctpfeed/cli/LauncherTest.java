package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a release of its own, with a Java that only says how it was called. */
class LauncherTest {
    private static final List<String> TOOLS =
            List.of("sh", "readlink", "dirname", "sed", "find", "head", "grep", "tail", "tr", "cat");

    @TempDir
    private Path temporary;

    private final Map<String, String> environment = new HashMap<>();
    private Path release;
    private Path tools;

    @BeforeEach
    void release() throws IOException {
        release = Files.createDirectories(temporary.resolve("a release"));
        Files.copy(Path.of("ctpfeed"), release.resolve("ctpfeed"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(release.resolve("ctpfeed-1.0.jar"));
        tools = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : TOOLS) {
            Path there = Path.of("/usr/bin", tool);
            Files.createSymbolicLink(tools.resolve(tool), Files.exists(there) ? there : Path.of("/bin", tool));
        }
        // Nobody special, with the locale and without apt-get.
        script(tools.resolve("id"), "echo 1000");
        script(tools.resolve("locale"), "echo zh_CN.gb18030");
        environment.put("PATH", tools.toString());
        environment.put("JAVA_HOME", java("17.0.15").toString());
    }

    @Test
    void itStartsTheReleaseItLiesInFromAnywhereAndThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), release.resolve("ctpfeed"));

        Run run = run(link, "run", "--config-dir", "a dir");

        assertEquals(0, run.code(), run.err());
        assertTrue(run.has("-Dctpfeed.home=" + release), run.out());
        assertTrue(run.has(release + "/ctpfeed-1.0.jar"), run.out());
        assertTrue(run.out().endsWith("io.ctpfeed.cli.Ctpfeed\nrun\n--config-dir\na dir\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void eachJavaGetsTheOptionsItKnows() throws Exception {
        assertFalse(launch("run").has("--sun-misc-unsafe-memory-access=allow"));

        environment.put("JAVA_HOME", java("25.0.1").toString());
        assertTrue(launch("run").has("--sun-misc-unsafe-memory-access=allow"));
    }

    @Test
    void theServiceAndShortCommandsDifferInTheirOptions() throws Exception {
        Run service = launch("run");
        assertTrue(service.has("-XX:+UseParallelGC") && service.has("-Xmx512m"), service.out());

        Run debugged = launch("--debug", "run");
        assertTrue(debugged.has("-XX:+UseParallelGC") && debugged.has("-Xmx512m"), debugged.out());

        Run command = launch("status");
        assertTrue(command.has("-XX:+UseSerialGC") && !command.has("-XX:+UseParallelGC"), command.out());
    }

    @Test
    void theUsersOptionsOverruleOurs() throws Exception {
        environment.put("CTPFEED_JAVA_OPTS", "-XX:+UseZGC -Xmx1g");

        Run run = launch("run");

        assertTrue(run.out().indexOf("-Xmx1g") > run.out().indexOf("-Xmx512m"), run.out());
        assertTrue(run.has("-XX:+UseZGC") && !run.has("-XX:+UseParallelGC"), run.out());
    }

    @Test
    void theServiceIsScheduledInRealTimeWhereThatIsAllowed() throws Exception {
        script(tools.resolve("chrt"), "[ $3 = true ] || echo $1 $2; shift 2; [ $1 = true ] || exec \"$@\"");
        assertTrue(launch("run").out().startsWith("--rr 1\n"));
        assertFalse(launch("status").has("--rr 1"));
        assertFalse(launch("demo").has("--rr 1"));

        environment.put("CTPFEED_REALTIME", "0");
        assertFalse(launch("run").has("--rr 1"));

        environment.remove("CTPFEED_REALTIME");
        script(tools.resolve("chrt"), "exit 1");
        Run refused = launch("run");
        assertEquals(0, refused.code());
        assertEquals("", refused.err());
        assertFalse(refused.has("--rr 1"));
    }

    @Test
    void whatIsMissingIsNamedWithOneCommandAndTheExitCode3() throws Exception {
        script(tools.resolve("locale"), "echo C");
        script(tools.resolve("apt-get"), "exit 1");

        Run run = launch("demo");

        assertEquals(3, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("ctpfeed: missing: "), run.err());
        assertTrue(run.err().contains("nats-server"), run.err());
        assertTrue(run.err().endsWith("localedef -i zh_CN -f GB18030 zh_CN.GB18030'\n"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void helpNeedsNothingButJava() throws Exception {
        script(tools.resolve("locale"), "echo C");

        assertEquals(0, launch("demo", "--help").code());
    }

    @Test
    void aReleaseHasNothingToTest() throws Exception {
        Run run = launch("test");

        assertEquals(2, run.code());
        assertEquals("ctpfeed: " + release + " holds no sources to test; use a checkout\n", run.err());
    }

    private Run launch(String... args) throws Exception {
        return run(release.resolve("ctpfeed"), args);
    }

    private Run run(Path launcher, String... args) throws Exception {
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(launcher.toString());
        builder.command().addAll(List.of(args));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.directory(Path.of("/").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the launcher hangs");
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path java(String version) throws IOException {
        Path home = Files.createDirectories(temporary.resolve("java " + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        return home;
    }

    private static void script(Path file, String body) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private record Run(int code, String out, String err) {
        boolean has(String argument) {
            return out.lines().anyMatch(argument::equals);
        }
    }
}
