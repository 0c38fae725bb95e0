package io.ctpfeed.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TickRingTest {
    private final UnsafeBuffer struct = new UnsafeBuffer(ByteBuffer.allocateDirect(TickLayout.STRUCT_LENGTH));

    @Test
    void ticksComeOutInOrderWithTheirMetadata() {
        TickRing ring = new TickRing(8, 3);
        for (int volume = 1; volume <= 5; volume++) {
            assertTrue(ring.offer(tick("rb2601", volume), 1_000L + volume));
        }
        TickBatch batch = ring.peek(100);
        assertEquals(5, batch.size());
        for (int i = 0; i < 5; i++) {
            Tick tick = batch.get(i);
            assertEquals("rb2601", tick.instrumentId());
            assertEquals(i + 1, tick.volume());
            assertEquals(1_001L + i, tick.receivedAt());
            assertEquals(3, tick.line());
            assertEquals(-1, tick.instrumentIndex());
            assertFalse(tick.isTaken());
        }
    }

    @Test
    void whatWasNotReleasedIsReadAgain() {
        TickRing ring = new TickRing(8, 0);
        ring.offer(tick("a", 1), 1);
        ring.offer(tick("a", 2), 2);
        assertEquals(1, ring.peek(1).get(0).volume());
        assertEquals(1, ring.peek(1).get(0).volume());
        ring.release(1);
        assertEquals(2, ring.peek(1).get(0).volume());
        ring.release(1);
        assertNull(ring.peek(1));
    }

    @Test
    void aFullRingRefusesAndCounts() {
        TickRing ring = new TickRing(4, 0);
        for (int i = 0; i < 4; i++) {
            assertTrue(ring.offer(tick("a", i), i));
        }
        assertFalse(ring.offer(tick("a", 4), 4));
        assertEquals(1, ring.overflows());
        ring.release(1);
        assertTrue(ring.offer(tick("a", 5), 5));
        assertEquals(5, ring.offered());
    }

    @Test
    void aBatchThatWrapsAroundTheEndIsWhole() {
        TickRing ring = new TickRing(4, 0);
        int next = 0;
        for (int round = 0; round < 7; round++) {
            for (int i = 0; i < 3; i++) {
                ring.offer(tick("w", next++), 0);
            }
            TickBatch batch = ring.peek(10);
            assertEquals(3, batch.size());
            for (int i = 0; i < 3; i++) {
                assertEquals(next - 3 + i, batch.get(i).volume());
            }
            ring.release(3);
        }
    }

    @Test
    void aSlotUsedAgainForgetsItsMarks() {
        TickRing ring = new TickRing(1, 0);
        ring.offer(tick("a", 1), 1);
        ring.peek(1).get(0).markTaken();
        ring.release(1);
        ring.offer(tick("a", 2), 2);
        assertFalse(ring.peek(1).get(0).isTaken());
    }

    @Test
    void ticksCrossThreadsUnharmed() throws Exception {
        TickRing ring = new TickRing(1024, 0);
        int total = 300_000;
        AtomicReference<String> wrong = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            int expected = 0;
            while (expected < total && wrong.get() == null) {
                TickBatch batch = ring.peek(256);
                if (batch == null) {
                    Thread.onSpinWait();
                    continue;
                }
                for (int i = 0; i < batch.size(); i++) {
                    Tick tick = batch.get(i);
                    if (tick.volume() != expected || tick.receivedAt() != expected) {
                        wrong.set("expected " + expected + ", found " + tick);
                    }
                    expected++;
                }
                ring.release(batch.size());
            }
        });
        reader.start();
        for (int i = 0; i < total; i++) {
            long address = tick("x", i);
            while (!ring.offer(address, i)) {
                Thread.onSpinWait();
                if (wrong.get() != null) {
                    break;
                }
            }
        }
        reader.join(60_000);
        assertNull(wrong.get());
        assertFalse(reader.isAlive());
    }

    private long tick(String id, int volume) {
        byte[] code = id.getBytes(StandardCharsets.US_ASCII);
        struct.putBytes(TickLayout.INSTRUMENT_ID, code);
        struct.putByte(TickLayout.INSTRUMENT_ID + code.length, (byte) 0);
        struct.putInt(TickLayout.VOLUME, volume);
        return struct.addressOffset();
    }
}
