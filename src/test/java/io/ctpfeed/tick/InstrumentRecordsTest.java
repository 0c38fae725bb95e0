package io.ctpfeed.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class InstrumentRecordsTest {
    @Test
    void recordsBeginWithZeroAndSurviveGrowth() {
        InstrumentRecords records = new InstrumentRecords(32);
        for (int i = 0; i < 5_000; i++) {
            int at = records.at(i);
            assertEquals(0, records.buffer().getLong(at + 24), "record " + i);
            records.buffer().putLong(at + 24, i);
        }
        for (int i = 0; i < 5_000; i++) {
            assertEquals(i, records.buffer().getLong(records.at(i) + 24));
        }
    }

    @Test
    void aRecordLiesInOneLineOfTheCache() {
        InstrumentRecords records = new InstrumentRecords(32);
        for (int i = 0; i < 3_000; i++) {
            long address = records.buffer().addressOffset() + records.at(i);
            assertEquals(address / 64, (address + 31) / 64, "record " + i);
        }
    }

    @Test
    void whoReadsFindsNothingBeyondTheRecordsThatAreThere() {
        InstrumentRecords records = new InstrumentRecords(16);
        MutableDirectBuffer before = records.buffer();
        records.at(1_000_000);
        assertEquals(-1, records.find(before, 1_000_000));
        assertEquals(16_000_000, records.find(records.buffer(), 1_000_000));
        assertEquals(-1, records.find(records.buffer(), Instrument.NO_INDEX));
    }

    @Test
    void touchingTakesTicksWithoutIndexAndWithoutRecord() {
        InstrumentRecords records = new InstrumentRecords(16);
        records.buffer().putLong(records.at(7), 42);
        TickBatch batch = new TickBatch(3);
        for (int index : new int[] {Instrument.NO_INDEX, 7, 1_000_000}) {
            batch.append(TickStructs.ordinary("rb2605", 1), 0, 1, 0).instrumentIndex(index);
        }
        assertEquals(42, records.touch(batch, 0, 3));
    }

    @Test
    void aLengthThatWouldLieAcrossLinesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new InstrumentRecords(24));
    }
}
