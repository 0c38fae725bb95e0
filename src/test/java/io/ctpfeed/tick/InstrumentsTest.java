package io.ctpfeed.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class InstrumentsTest {
    private final Instruments instruments = new Instruments();

    @Test
    void aCodeIsOneInstrumentHoweverItIsAsked() {
        Instrument byText = instruments.of("SP c2601&c2605");
        assertSame(byText, instruments.of(buffer("SP c2601&c2605"), 0));
        assertNotSame(byText, instruments.of("SP c2601&c260"));
        assertEquals(0, byText.index());
        assertSame(byText, instruments.get(0));
    }

    @Test
    void anUnterminatedCodeEndsAtItsFieldsEnd() {
        String endless = "x".repeat(200);
        assertEquals(
                TickLayout.INSTRUMENT_ID_LENGTH,
                instruments.of(buffer(endless), 0).id().length());
    }

    @Test
    void indexesHaveNoHolesAndSurviveGrowth() {
        for (int i = 0; i < 100_000; i++) {
            assertEquals(i, instruments.of("i" + i).index());
        }
        assertEquals(100_000, instruments.size());
        for (int i = 0; i < 100_000; i += 997) {
            assertEquals("i" + i, instruments.get(i).id());
            assertEquals(i, instruments.of(buffer("i" + i), 0).index());
        }
    }

    @Test
    void codesThatDifferInOneByteAreDifferentInstruments() {
        for (int length = 1; length <= TickLayout.INSTRUMENT_ID_LENGTH; length++) {
            for (int at = 0; at < length; at++) {
                StringBuilder code = new StringBuilder("a".repeat(length));
                code.setCharAt(at, (char) 0xE9);
                UnsafeBuffer buffer = buffer(code.toString());
                Instrument instrument = instruments.of(buffer, 0);
                assertEquals(code.toString(), instrument.id());
                assertSame(instrument, instruments.of(code.toString()));
                buffer.putByte(Math.min(length + 1, 100), (byte) 'z'); // behind the NUL
                assertSame(instrument, instruments.of(buffer, 0));
            }
        }
        assertEquals(80 * 81 / 2, instruments.size());
    }

    @Test
    void aTicksInstrumentIsLookedUpOnce() {
        TickBatch batch = batch("rb2605", "IF2601", "rb2605");
        instruments.resolve(batch);
        assertEquals(1, batch.instrumentIndex(1));
        assertEquals(0, batch.view(2).instrumentIndex());
        batch.view(2).instrumentIndex(1); // the index counts, not the code
        assertEquals("IF2601", instruments.of(batch.view(2)).id());
    }

    @Test
    void beyondTheBoundACodeOfATickHasNoIndexAndAListStillAdds() {
        Instruments few = new Instruments(2);
        TickBatch batch = batch("rb2605", "IF2601", "garbage", "rb2605");
        few.resolve(batch);
        assertEquals(List.of(0, 1, -1, 0), indexes(batch));
        assertEquals(2, few.size());
        Instrument garbage = few.of(batch.view(2));
        assertEquals("UNKNOWN.garbage", garbage.toString());
        assertEquals(Instrument.NO_INDEX, garbage.index());

        few.learn(List.of(Contracts.of("garbage", "SHFE")));
        few.resolve(batch);
        assertEquals(List.of(0, 1, 2, 0), indexes(batch));
        assertEquals("SHFE.garbage", few.of(batch.view(2)).toString());
    }

    @Test
    void theVersionTellsThatContractsWereLearned() {
        int before = instruments.version();
        instruments.of("rb2605");
        assertEquals(before, instruments.version());
        instruments.learn(List.of(Contracts.of("rb2605", "SHFE")));
        assertEquals(before + 1, instruments.version());
    }

    @Test
    void threadsThatMeetTheSameCodesAgreeOnThem() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<Instrument>>> tasks = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                tasks.add(() -> {
                    List<Instrument> met = new ArrayList<>();
                    for (int i = 0; i < 40_000; i++) {
                        met.add(instruments.of(buffer("c" + i), 0));
                    }
                    return met;
                });
            }
            List<List<Instrument>> all = new ArrayList<>();
            for (Future<List<Instrument>> done : threads.invokeAll(tasks)) {
                all.add(done.get());
            }
            assertEquals(40_000, instruments.size());
            for (int i = 0; i < 40_000; i++) {
                assertSame(all.get(0).get(i), all.get(3).get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theExchangeIsUnknownUntilAListNamesIt() {
        Instrument instrument = instruments.of("rb2601");
        assertEquals("UNKNOWN", instrument.exchangeId());
        instruments.learn(List.of(new Contract(
                "rb2601", "SHFE", "rb", '1', "", 10, 1, 2026, 1, "", "", '1', true, (char) 0, Double.MAX_VALUE, "")));
        assertEquals("SHFE", instrument.exchangeId());
    }

    private static TickBatch batch(String... codes) {
        TickBatch batch = new TickBatch(codes.length);
        for (String code : codes) {
            batch.append(TickStructs.ordinary(code, 1), 0, 1, 0);
        }
        return batch;
    }

    private static List<Integer> indexes(TickBatch batch) {
        List<Integer> indexes = new ArrayList<>();
        batch.forEach(tick -> indexes.add(tick.instrumentIndex()));
        return indexes;
    }

    private static UnsafeBuffer buffer(String code) {
        byte[] bytes = new byte[256];
        byte[] text = code.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, bytes, 0, text.length);
        return new UnsafeBuffer(bytes);
    }
}
