package io.ctpfeed.drill.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** Bytes that the service's threads have allocated; those of the benchmark itself are left out. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> before = bytes();

    /** Allocated since this was made, by the threads that are there now. */
    long bytesSince() {
        return bytes().entrySet().stream()
                .mapToLong(now -> now.getValue() - before.getOrDefault(now.getKey(), 0L))
                .sum();
    }

    private static Map<Long, Long> bytes() {
        long[] ids = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        var infos = THREADS.getThreadInfo(ids);
        Map<Long, Long> bytes = new HashMap<>();
        long own = Thread.currentThread().getId();
        for (int i = 0; i < ids.length; i++) {
            boolean ours = infos[i] == null
                    || ids[i] == own
                    || infos[i].getThreadName().equals(TickTap.THREAD);
            if (!ours && allocated[i] >= 0) {
                bytes.put(ids[i], allocated[i]);
            }
        }
        return bytes;
    }
}
