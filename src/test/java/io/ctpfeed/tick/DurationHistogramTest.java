package io.ctpfeed.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    private final DurationHistogram histogram = DurationHistogram.ofMicros(10, 100);

    @Test
    void boundsBelongToTheirBucketAndWhatIsLongerToTheLast() {
        histogram.record(-5);
        histogram.record(10_000);
        histogram.record(10_001);
        histogram.record(2_000_000_000);

        assertEquals(2, histogram.count(0));
        assertEquals(1, histogram.count(1));
        assertEquals(1, histogram.count(2));
        assertEquals(2.000020001, histogram.sumSeconds(), 1e-12);
        assertEquals(0.0001, histogram.boundSeconds(1));
    }

    @Test
    void recordingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        record(100_000);
        long before = threads.getThreadAllocatedBytes(thread);
        record(1_000_000);

        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertEquals(0, allocated / 1_000_000, () -> allocated + " bytes in a million");
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            histogram.record(i);
        }
    }
}
