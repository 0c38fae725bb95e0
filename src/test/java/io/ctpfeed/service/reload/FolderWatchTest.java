package io.ctpfeed.service.reload;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong with a look, there is another. */
class FolderWatchTest {
    @TempDir
    Path folder;

    @Test
    void aLookThatFailedIsTakenAgain() throws Exception {
        Files.writeString(folder.resolve("one.yaml"), "1");
        AtomicInteger looks = new AtomicInteger();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FolderWatch watch = new FolderWatch(context, folder, null, () -> {
                if (looks.incrementAndGet() == 1) {
                    throw new StackOverflowError("deep");
                }
                if (looks.get() == 2) {
                    throw new IllegalStateException("odd");
                }
            });
            watch.start();
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> looks.get() == 3);
            } finally {
                watch.stop();
            }
        }
    }

    @Test
    void aFolderThatFailsWhileItIsReadIsNotThere() {
        Path broken = failing(folder);

        assertEquals(List.of(folder + " -"), Stamps.of(broken, null).lines());
        Disk disk = Disk.read(broken, null);
        assertFalse(disk.complete(), "nothing is taken for deleted");
        assertEquals(1, disk.findings().size());
    }

    /** Fails as the stream of a folder does that goes away while it is read. */
    private static Path failing(Path path) {
        return (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        throw new UncheckedIOException(new IOException("stale handle"));
                    }
                    return method.invoke(path, arguments);
                });
    }
}
