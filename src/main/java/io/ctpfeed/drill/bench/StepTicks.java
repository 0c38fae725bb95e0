package io.ctpfeed.drill.bench;

import static io.ctpfeed.tick.TickLayout.*;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickBatch;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ticks of a market in full trade: rounds of one tick an instrument, half a second apart, each round in an order of its
 * own, so that no cache holds what comes next. One thread.
 */
final class StepTicks {
    private static final long ROUND_NANOS = 500_000_000L;

    private final byte[][] codes;
    private final int[] order;
    private final Random random = new Random(1);
    private final UnsafeBuffer struct = new UnsafeBuffer(new byte[STRUCT_LENGTH]);
    private final LocalDateTime start;
    private long received;
    private int round;

    /** @param start in Asia/Shanghai, within a session of all products */
    StepTicks(List<Contract> contracts, LocalDateTime start) {
        this.start = start;
        codes = contracts.stream()
                .map(contract -> contract.instrumentId().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        order = new int[codes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int field = LAST_PRICE; field < UPDATE_TIME; field += Double.BYTES) {
            struct.putDouble(field, Double.MAX_VALUE);
        }
    }

    int size() {
        return order.length;
    }

    /** The next half second. */
    void nextRound() {
        long stamped = MarketTime.epochNanos(start) + ++round * ROUND_NANOS;
        LocalDateTime time = MarketTime.local(stamped);
        struct.putStringWithoutLengthAscii(
                UPDATE_TIME, String.format("%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond()));
        struct.putInt(UPDATE_MILLISEC, round % 2 * 500);
        received = stamped + ROUND_NANOS / 10;
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
    }

    /** The round's ticks from {@code from} on, as a line delivers them: their instruments are not resolved. */
    TickBatch batch(int from, int count, int line) {
        TickBatch batch = new TickBatch(count);
        for (int i = from; i < from + count; i++) {
            byte[] code = codes[order[i]];
            struct.setMemory(INSTRUMENT_ID, INSTRUMENT_ID_LENGTH, (byte) 0);
            struct.putBytes(INSTRUMENT_ID, code);
            double last = 3000 + (order[i] + round) % 50;
            struct.putDouble(LAST_PRICE, last);
            struct.putInt(VOLUME, round);
            struct.putDouble(OPEN_INTEREST, 1000 + round);
            struct.putDouble(LEVELS + LEVEL_BID_PRICE, last - 1);
            struct.putDouble(LEVELS + LEVEL_ASK_PRICE, last + 1);
            batch.append(struct, 0, received, line);
        }
        return batch;
    }
}
