package io.ctpfeed.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JsonTickEncoderTest {
    private static final long EPOCH = 1_764_000_000_123L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Instruments instruments = new Instruments();
    private final JsonTickEncoder encoder = new JsonTickEncoder();
    private final ExpandableArrayBuffer target = new ExpandableArrayBuffer();

    @Test
    void everyFieldOfAnOrdinaryTickComesBackEqual() throws Exception {
        assertComesBackEqual(TickStructs.ordinary("rb2610", 123_456), 1);
        assertComesBackEqual(TickStructs.ordinary("SP a2605&a2609", 0), 2);
    }

    @Test
    void everyFieldOfRandomTicksComesBackEqual() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            UnsafeBuffer struct = TickStructs.ordinary("IO2603-C-" + random.nextInt(50), random.nextInt(1_000_000));
            for (int field : TickStructs.DOUBLES) {
                struct.putDouble(field, random.nextInt(10_000_000) / Math.pow(10, random.nextInt(8)));
            }
            for (int level = 0; level < 5; level++) {
                if (random.nextBoolean()) {
                    struct.putDouble(TickLayout.LEVELS + level * TickLayout.LEVEL_LENGTH, random.nextDouble() * 1000);
                }
            }
            assertComesBackEqual(struct, i);
        }
    }

    @Test
    void garbageAndExtremeTicksAreValidJsonAndComeBackEqual() throws Exception {
        for (Function<Random, UnsafeBuffer> structs :
                List.<Function<Random, UnsafeBuffer>>of(TickStructs::garbage, TickStructs::extreme)) {
            Random random = new Random(2);
            for (int i = 0; i < 2_000; i++) {
                assertComesBackEqual(structs.apply(random), random.nextLong());
            }
        }
    }

    @Test
    void theExchangeAppearsAsSoonAsTheContractListNamesIt() throws Exception {
        UnsafeBuffer struct = TickStructs.ordinary("rb2610", 5);
        assertEquals("UNKNOWN", encoded(struct, 1).get("exchangeId").textValue());
        instruments.learn(List.of(Contracts.of("rb2610", "SHFE")));
        assertEquals("SHFE", encoded(struct, 2).get("exchangeId").textValue());
    }

    @Test
    void whatATickMeansIsSaidInTheMessage() throws Exception {
        for (TickClass each : TickClass.values()) {
            Tick tick = new TickBatch(1).append(TickStructs.ordinary("rb2610", 5), 0, 1L, 0);
            tick.classified(each, 1_764_000_000_500_000_000L, 20251124 + each.ordinal() / 2);
            UnsafeBuffer room = new UnsafeBuffer(new byte[4096]);
            int length = encoder.encode(tick, instruments.of("rb2610"), EPOCH, room, 0);
            JsonAssertions.assertSame(
                    tick, instruments.of("rb2610"), EPOCH, JSON.readTree(room.byteArray(), 0, length));
        }
    }

    @Test
    void nothingIsAllocatedPerTick() {
        TickBatch batch = new TickBatch(1);
        Tick tick = batch.append(TickStructs.ordinary("rb2610", 123_457), 0, 1L, 0);
        Instrument instrument = instruments.of("rb2610");
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        UnsafeBuffer room = new UnsafeBuffer(new byte[4096]);
        for (int i = 0; i < 2_000; i++) {
            encoder.encode(tick, instrument, EPOCH, room, 0);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            encoder.encode(tick, instrument, EPOCH, room, 0);
        }
        long perTick = (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;
        assertEquals(0, perTick);
    }

    @Test
    void doublesOfAllMagnitudesComeBackTheSame() {
        JsonNumber numbers = new JsonNumber();
        byte[] text = new byte[JsonNumber.LONGEST];
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            double value = i % 3 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : i % 3 == 1 ? random.nextInt() / Math.pow(10, random.nextInt(9)) : random.nextDouble() * 1e6;
            int length = numbers.put(text, 0, value);
            String written = new String(text, 0, length, StandardCharsets.US_ASCII);
            if (Tick.isPresent(value)) {
                assertEquals(value, Double.parseDouble(written), written);
                assertFalse(written.length() > Double.toString(value).length() + 2, () -> written + " for " + value);
            } else {
                assertEquals("null", written);
            }
        }
    }

    @Test
    void pricesReadAsPeopleWriteThem() {
        assertEquals("3500", written(3500));
        assertEquals("3500.2", written(3500.2));
        assertEquals("0.0001", written(0.0001));
        assertEquals("-0.05", written(-0.05));
        assertEquals("102.005", written(102.005));
        assertEquals("0.12345", written(0.12345));
        assertEquals("35012.333333333336", written(35012.333333333336));
        assertEquals("-0.0", written(-0.0));
        assertEquals("5E-324", written(Double.MIN_VALUE));
        assertEquals("1E17", written(1e17));
    }

    private static String written(double value) {
        byte[] text = new byte[JsonNumber.LONGEST];
        return new String(text, 0, new JsonNumber().put(text, 0, value), StandardCharsets.US_ASCII);
    }

    private void assertComesBackEqual(UnsafeBuffer struct, long sequence) throws Exception {
        Tick tick = new TickBatch(1).append(struct, 0, 1_764_000_000_123_456_789L + sequence, (int) (sequence & 3));
        tick.sequence(sequence);
        Instrument instrument = instruments.of(struct, TickLayout.INSTRUMENT_ID);
        JsonAssertions.assertSame(tick, instrument, EPOCH, encoded(tick, instrument));
    }

    private JsonNode encoded(UnsafeBuffer struct, long sequence) throws Exception {
        Tick tick = new TickBatch(1).append(struct, 0, 1, 0).sequence(sequence);
        return encoded(tick, instruments.of(struct, TickLayout.INSTRUMENT_ID));
    }

    private JsonNode encoded(Tick tick, Instrument instrument) throws Exception {
        int length = encoder.encode(tick, instrument, EPOCH, target, 3);
        byte[] bytes = new byte[length];
        target.getBytes(3, bytes);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
        String text = utf8.decode(ByteBuffer.wrap(bytes)).toString();
        assertTrue(text.chars().allMatch(c -> c >= ' ' && c < 0x7f), text);
        return JSON.readTree(text);
    }
}
