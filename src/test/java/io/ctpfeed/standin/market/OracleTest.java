package io.ctpfeed.standin.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.tick.TickLayout;
import java.time.LocalDate;
import java.time.LocalTime;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 6);
    private static final Universe UNIVERSE = Universe.of(1_200, DAY);
    private final Market market = new Market(3, UNIVERSE, Activity.ALL);
    private final Oracle oracle = new Oracle(new Market(3, UNIVERSE, Activity.ALL));
    private final UnsafeBuffer struct = new UnsafeBuffer(new byte[TickLayout.STRUCT_LENGTH]);

    @Test
    void everyTickIsKnownByItsContentAtAnyTimeOfTheDay() {
        for (String time : new String[] {"20:59:00", "21:00:00", "23:59:59", "00:30:00", "08:59:00", "10:00:00"}) {
            long start = Timetable.frameFrom(DAY, LocalTime.parse(time));
            for (int i = 0; i < UNIVERSE.size(); i++) {
                for (long frame = start; frame < start + 2; frame++) {
                    market.write(i, market.frame(frame), struct, 0);
                    assertEquals(
                            frame,
                            oracle.frameOf(struct, 0, DAY),
                            UNIVERSE.contract(i).instrumentId());
                }
            }
        }
    }

    @Test
    void aSnapshotOfTheDayBeforeIsKnownToo() {
        long frame = Frames.of(LocalDate.of(2026, 1, 5), Frames.LAST);
        market.write(5, market.frame(frame), struct, 0);
        assertEquals(frame, oracle.frameOf(struct, 0, DAY));
    }

    @Test
    void anyChangedByteMakesItNobodysTick() {
        long frame = Timetable.frameFrom(DAY, LocalTime.of(10, 0));
        for (int at = 0; at < TickLayout.STRUCT_LENGTH; at++) {
            market.write(9, market.frame(frame), struct, 0);
            struct.putByte(at, (byte) (struct.getByte(at) ^ 1));
            assertEquals(Oracle.NONE, oracle.frameOf(struct, 0, DAY), "byte " + at);
        }
    }
}
