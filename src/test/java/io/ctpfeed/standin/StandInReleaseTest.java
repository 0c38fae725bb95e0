package io.ctpfeed.standin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rationalityfrontline.jctp.CThostFtdcDepthMarketDataField;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;
import org.rationalityfrontline.jctp.CThostFtdcMdSpi;

/** The end of an API instance: prompt, from any thread, and without a trace. */
class StandInReleaseTest {
    private static final Duration PROMPT = Duration.ofSeconds(10);

    @TempDir
    private Path flows;

    private ScriptedFront front;
    private Library library;

    @BeforeEach
    void open() throws Exception {
        front = new ScriptedFront();
        library = new Library(flows);
    }

    @AfterEach
    void close() throws Exception {
        library.close();
        front.close();
    }

    @Test
    void twoHundredLivesLeaveNoThreadAndNoFile() throws Exception {
        live(20);
        long files = openFiles();
        live(200);
        assertEquals(0, threads());
        await().atMost(PROMPT).until(() -> openFiles() <= files);
    }

    @Test
    @Tag("long")
    void thousandLivesLeaveNoMemory() throws Exception {
        live(200);
        long before = residentKilobytes();
        live(1_000);
        long grown = residentKilobytes() - before;
        assertEquals(0, threads());
        assertTrue(grown < 25_000, "grown by " + grown + " kB; the vendor's library keeps 25 kB a cycle");
    }

    private void live(int times) throws Exception {
        Callbacks callbacks = new Callbacks();
        CThostFtdcMdSpi spi = callbacks.marketData();
        for (int i = 0; i < times; i++) {
            CThostFtdcMdApi api = new Library(flows).marketData(spi, front.address());
            try (ScriptedFront.Session session = front.accept().hello()) {
                assertEquals("OnFrontConnected", callbacks.next().name());
                assertEquals(0, api.ReqUserLogin(Library.login("trader-1"), i));
                session.read();
                session.send(
                        3, ScriptedFront.LAST, i, StandInMarketDataTest.login().bytes());
                assertEquals("OnRspUserLogin", callbacks.next().name());
                Library.release(api);
                assertTrue(session.isAtEnd());
            }
        }
    }

    @Test
    void releaseWhileTicksPourInIsPrompt() throws Exception {
        byte[] frame = ScriptedFront.frame(11, 0, 0, Ticks.tick("rb2601", 1).bytes());
        for (int round = 0; round < 20; round++) {
            AtomicInteger seen = new AtomicInteger();
            CThostFtdcMdSpi spi = Callbacks.reachable(new CThostFtdcMdSpi() {
                @Override
                public void OnRtnDepthMarketData(CThostFtdcDepthMarketDataField tick) {
                    seen.incrementAndGet();
                }
            });
            CThostFtdcMdApi api = new Library(flows).marketData(spi, front.address());
            try (ScriptedFront.Session session = front.accept().hello()) {
                CompletableFuture<Void> pouring = CompletableFuture.runAsync(() -> {
                    boolean open = true;
                    while (open) {
                        open = session.trySend(frame);
                    }
                });
                await().pollInterval(1, TimeUnit.MILLISECONDS).atMost(PROMPT).until(() -> seen.get() > 100);
                assertTimeoutPreemptively(PROMPT, () -> Library.release(api));
                int last = seen.get();
                pouring.get(10, TimeUnit.SECONDS);
                assertEquals(last, seen.get(), "no callback after release");
            }
        }
    }

    @Test
    void releaseWhileConnectingToNobodyIsPrompt() {
        for (int round = 0; round < 20; round++) {
            CThostFtdcMdSpi spi = new Callbacks().marketData();
            CThostFtdcMdApi api = new Library(flows).marketData(spi, "tcp://127.0.0.1:1");
            assertTimeoutPreemptively(PROMPT, () -> Library.release(api));
        }
        assertEquals(0, threads());
    }

    @Test
    void releaseFromACallbackDoesNotHang() throws Exception {
        CompletableFuture<CThostFtdcMdApi> created = new CompletableFuture<>();
        CompletableFuture<Boolean> released = new CompletableFuture<>();
        CThostFtdcMdSpi spi = Callbacks.reachable(new CThostFtdcMdSpi() {
            @Override
            public void OnFrontConnected() {
                try {
                    created.get().Release();
                    released.complete(true);
                } catch (Throwable e) {
                    released.completeExceptionally(e);
                }
            }
        });
        created.complete(new Library(flows).marketData(spi, front.address()));
        try (ScriptedFront.Session session = front.accept().hello()) {
            assertTrue(released.get(10, TimeUnit.SECONDS));
            assertTrue(session.isAtEnd());
        }
        await().atMost(PROMPT).until(() -> threads() == 0);
    }

    @Test
    void releasedApiRefusesEverything() throws Exception {
        CThostFtdcMdApi api = new Library(flows).marketData(new Callbacks().marketData(), front.address());
        front.accept().hello().close();
        Library.release(api);
        assertEquals(-1, api.ReqUserLogin(Library.login("trader-1"), 1));
        assertEquals(-1, api.SubscribeMarketData(new String[] {"rb2601"}));
        api.RegisterFront(front.address());
        api.Init();
        api.Release();
        assertEquals(0, api.Join());
        assertEquals(0, threads());
    }

    @Test
    void joinReturnsWithTheRelease() throws Exception {
        CThostFtdcMdApi api = new Library(flows).marketData(new Callbacks().marketData(), front.address());
        CompletableFuture<Integer> joined = CompletableFuture.supplyAsync(api::Join);
        try (ScriptedFront.Session session = front.accept().hello()) {
            assertEquals(false, joined.isDone());
            Library.release(api);
        }
        assertEquals(0, joined.get(10, TimeUnit.SECONDS));
    }

    /** Threads of the library that are alive in this process. */
    private static long threads() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.map(StandInReleaseTest::threadName)
                    .filter(Objects::nonNull)
                    .filter(name -> name.startsWith("ctp-standin-"))
                    .count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String threadName(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return null; // ended in the meantime
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static long residentKilobytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
