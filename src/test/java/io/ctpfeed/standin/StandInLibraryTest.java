package io.ctpfeed.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;

/** What must be tried in a JVM of its own: how the library is found, and the abort of the process. */
class StandInLibraryTest {
    private record Outcome(int exitCode, String output) {}

    /** Runs in the child: creates an instance with the given flow prefix. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            if (arguments.length > 1) {
                System.out.println(CThostFtdcMdApi.GetApiVersion());
            }
            StandInLibrary.use();
            CThostFtdcMdApi api = CThostFtdcMdApi.CreateFtdcMdApi(arguments[0]);
            System.out.println("created with " + CThostFtdcMdApi.GetApiVersion());
            api.Release();
        }
    }

    private static Outcome run(Path directory, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(List.of(arguments));
        File output = directory.resolve("output").toFile();
        Process child = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        if (!child.waitFor(60, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new AssertionError("the child did not end");
        }
        return new Outcome(child.exitValue(), java.nio.file.Files.readString(output.toPath()));
    }

    @Test
    void noArgumentOfTheJvmIsNeeded(@TempDir Path directory) throws Exception {
        Outcome outcome = run(directory, List.of(), directory.resolve("md-").toString());
        assertTrue(outcome.output().contains("created with " + StandInLibrary.VERSION), outcome.output());
        assertEquals(0, outcome.exitCode());
        assertTrue(directory.resolve("md-TradingDay.con").toFile().exists());
    }

    @Test
    void missingLibraryIsNamed(@TempDir Path directory) throws Exception {
        String option = "-D" + StandInLibrary.DIRECTORY_PROPERTY + "=" + directory;
        Outcome outcome =
                run(directory, List.of(option), directory.resolve("md-").toString());
        assertTrue(
                outcome.output().contains("stand-in library: no file " + directory.resolve("libthostmduserapi_se.so")),
                outcome.output());
        assertEquals(1, outcome.exitCode());
    }

    @Test
    void useAfterJctpWasLoadedIsRefused(@TempDir Path directory) throws Exception {
        Outcome outcome = run(directory, List.of(), directory.resolve("md-").toString(), "jctp first");
        assertTrue(
                outcome.output().contains("call StandInLibrary.use() before the first use of jctp"), outcome.output());
        assertEquals(1, outcome.exitCode());
    }

    @Test
    void missingFlowDirectoryAbortsTheProcessAsTheVendorsDoes(@TempDir Path directory) throws Exception {
        Outcome outcome =
                run(directory, List.of(), directory.resolve("none/md-").toString());
        assertTrue(outcome.output().contains("RuntimeError:can not open CFlow file"), outcome.output());
        assertNotEquals(0, outcome.exitCode());
    }
}
