package io.ctpfeed.tick;

import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;

/** What encoding costs a tick: run its main by hand. No test. */
public final class JsonTickEncoderBench {
    private JsonTickEncoderBench() {}

    // Of this thread: the machine's other work does not count.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    public static void main(String[] args) {
        int count = 2_000;
        Instruments instruments = new Instruments();
        TickBatch batch = new TickBatch(count);
        Instrument[] of = new Instrument[count];
        for (int i = 0; i < count; i++) {
            of[i] = instruments.of("IO2603-C-" + (1000 + i));
            batch.append(TickStructs.ordinary(of[i].id(), 1000 + i * 37), 0, 1_764_000_000_123_456_789L, 0)
                    .sequence(i);
        }
        TickEncoder encoder = new JsonTickEncoder();
        UnsafeBuffer target = new UnsafeBuffer(new byte[8192]);
        Tick view = new Tick();
        for (int round = 0; round < 8; round++) {
            long bytes = 0;
            long start = cpuNanos();
            for (int pass = 0; pass < 200; pass++) {
                for (int i = 0; i < count; i++) {
                    bytes += encoder.encode(view.wrap(batch, i), of[i], 1_764_000_000_123L, target, 0);
                }
            }
            double nanos = (cpuNanos() - start) / (200.0 * count);
            System.out.printf("%.0f ns a tick, %d bytes%n", nanos, bytes / (200L * count));
        }
    }
}
