package io.ctpfeed.quality.gap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up to where a restart may say that nothing is missing. */
class DurableMarkTest {
    @TempDir
    private Path folder;

    private long lastAt;
    private long taken;
    private long settled;

    @Test
    void itFollowsWhatIsAcknowledgedOrKept() {
        DurableMark mark = mark();
        publishes(1_000, 10);
        settled = 10;
        mark.write();
        assertEquals(0, mark().read(), "a second later");

        publishes(2_000, 10);
        mark.write();
        assertEquals(1_000, mark().read());

        publishes(3_000, 10);
        settled = 19;
        mark.write();
        publishes(4_000, 10);
        mark.write();
        assertEquals(1_000, mark().read(), "one that was handed over by 2,000 is still on its way");

        settled = 20;
        mark.write();
        assertEquals(2_000, mark().read());
    }

    @Test
    void atTheEndAllIsOut() {
        DurableMark mark = mark();
        publishes(5_000, 1);
        mark.writeLast();
        assertEquals(5_000, mark().read());
    }

    private void publishes(long at, int ticks) {
        lastAt = at;
        taken += ticks;
    }

    private DurableMark mark() {
        return new DurableMark(folder.resolve("published.mark"), new PublishProgress() {
            @Override
            public long lastAt() {
                return lastAt;
            }

            @Override
            public long taken() {
                return taken;
            }

            @Override
            public long settled() {
                return settled;
            }
        });
    }
}
