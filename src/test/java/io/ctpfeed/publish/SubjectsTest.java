package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Contracts;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    private final Instruments instruments = new Instruments();
    private final Subjects subjects = new Subjects("md.tick");

    @Test
    void oneSubjectAnInstrument() {
        instruments.learn(List.of(Contracts.of("rb2610", "SHFE"), Contracts.of("SP a2605&a2609", "DCE")));
        assertEquals("md.tick.SHFE.rb2610", subjects.of(instruments.of("rb2610")));
        assertEquals("md.tick.DCE.SP=20a2605=26a2609", subjects.of(instruments.of("SP a2605&a2609")));
    }

    @Test
    void aSubjectIsMadeOnceAndAgainWhenTheExchangeBecomesKnown() {
        Instrument instrument = instruments.of("rb2610");
        assertEquals("md.tick.UNKNOWN.rb2610", subjects.of(instrument));
        assertSame(subjects.of(instrument), subjects.of(instrument));
        instruments.learn(List.of(Contracts.of("rb2610", "SHFE")));
        assertEquals("md.tick.SHFE.rb2610", subjects.of(instrument));
        assertSame(subjects.of(instrument), subjects.of(instrument));
    }

    @Test
    void everyTextSurvivesAsOneTokenThatNatsAccepts() {
        Random random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(80); length > 0; length--) {
                text.append((char) random.nextInt(256));
            }
            String token = Subjects.escape(text.toString());
            assertTrue(token.matches("[A-Za-z0-9_=-]+"), token);
            assertEquals(text.toString(), Subjects.unescape(token));
        }
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String token : List.of("a=", "a=2", "a=2g", "==")) {
            assertThrows(IllegalArgumentException.class, () -> Subjects.unescape(token), token);
        }
    }
}
