package io.ctpfeed.source.ctp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.Instruments;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's own library, as far as it acts without a real front. In a JVM of its own. */
@Tag("vendor")
class VendorLibraryTest {
    private static CtpLibrary library;

    @TempDir
    Path directory;

    @BeforeAll
    static void load() {
        library = CtpLibrary.load(false);
    }

    @Test
    void theVendorsVersionIsTheOneJctpBelongsTo() {
        assertTrue(library.marketDataVersion().startsWith(CtpLibrary.EXPECTED_VERSION), library.marketDataVersion());
        assertFalse(library.standIn());
    }

    @Test
    void aClosedPortEndsInAConnectTimeoutThatNamesTheFront() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertNeverConnects(closed);
    }

    @Test
    void aPortThatSaysNothingEndsInAConnectTimeoutToo() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            assertNeverConnects(silent.getLocalPort());
            try (Socket peer = silent.accept();
                    InputStream hello = peer.getInputStream()) {
                assertEquals(47, hello.readNBytes(47).length); // the library did come, and spoke first
            }
        }
    }

    @Test
    void aHundredCyclesOnASilentPortLeaveNoThread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                CtpSource source = source(silent.getLocalPort(), 60_000)) {
            cycle(source);
            int before = nativeThreads();
            for (int i = 0; i < 100; i++) {
                cycle(source);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> nativeThreads() <= before + 2);
        }
    }

    private void assertNeverConnects(int port) {
        try (CtpSource source = source(port, 1_500)) {
            source.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> source.state() == SourceState.DISCONNECTED);
            String reason = source.status().reason();
            assertTrue(reason.contains("tcp://127.0.0.1:" + port) && reason.contains("ctp.accounts.a.fronts"), reason);
            assertEquals(0, source.status().logins());
            assertTrue(
                    source.status().library().contains("libthostmduserapi_se"),
                    source.status().library());
        }
    }

    private static void cycle(CtpSource source) {
        source.start();
        await().pollInterval(Duration.ofMillis(2)).until(() -> source.state() == SourceState.CONNECTING);
        source.stop().join();
        assertEquals(SourceState.STOPPED, source.state());
    }

    private CtpSource source(int port, long connectTimeoutMillis) {
        CtpAccount account = new CtpAccount(
                "a",
                List.of("tcp://127.0.0.1:" + port),
                List.of(),
                "9999",
                "u",
                () -> "p",
                "",
                () -> "",
                directory.resolve("flow-" + port));
        CtpSettings settings = CtpSettings.defaults().withTimeouts(connectTimeoutMillis, 1_000, 100);
        return new CtpSource(account, 0, settings, new Instruments(), library);
    }

    private static int nativeThreads() throws Exception {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return (int) tasks.count();
        }
    }
}
