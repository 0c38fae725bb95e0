package io.ctpfeed.quality.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.quality.reconcile.ReconcileResult.Difference;
import io.ctpfeed.quality.reconcile.ReconcileResult.Outcome;
import io.ctpfeed.tick.Contracts;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.TickStructs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final long BEFORE = 1;

    private final Instruments instruments = new Instruments();
    private final Map<String, Published> published = new HashMap<>();
    private final Set<String> expected = new HashSet<>();
    private final Front front = new Front("primary");

    @Test
    void whatIsTheSameOnBothSidesIsClean() throws Exception {
        front.has('1', "rb2610", 100);
        front.has('2', "rb2610C3500", 7);
        published("rb2610", 100);
        published("rb2610C3500", 7);

        ReconcileResult result = run(front);

        assertEquals(Outcome.CLEAN, result.outcome());
        assertEquals(2, result.instruments());
        assertEquals(List.of('1', '2', '3', '6', '7'), front.asked);
    }

    @Test
    void aTickThatIsMissingIsFoundByTheNameOfItsInstrument() throws Exception {
        instruments.learn(List.of(Contracts.of("rb2610", "SHFE")));
        front.has('1', "rb2610", 100);
        front.has('1', "rb2611", 50);
        published("rb2610", 97);
        published("rb2611", 50);

        ReconcileResult result = run(front);

        assertEquals(Outcome.DIFFERENCES, result.outcome());
        assertEquals(1, result.differing());
        assertEquals(3, result.missingLots());
        Difference difference = result.differences().get(0);
        assertEquals(
                "SHFE rb2610 97 100 3",
                difference.exchangeId() + " " + difference.instrumentId() + " " + difference.publishedVolume() + " "
                        + difference.frontVolume() + " " + difference.missingLots());
        assertTrue(difference.fields().contains("volume"));
    }

    @Test
    void anAnswerThatLacksWhatWasPublishedProvesNothing() throws Exception {
        instruments.learn(List.of(Contracts.of("rb2610", "SHFE"), Contracts.of("rb2611", "SHFE")));
        front.has('1', "rb2610", 100);
        published("rb2610", 100);
        published("rb2611", 50);

        ReconcileResult result = run(front);

        assertEquals(Outcome.NOT_PROVEN, result.outcome());
        assertEquals(
                "the front's answer lacks 1 of what was published, such as rb2611",
                result.unproven().get(0).problem());
    }

    /** Of which nothing is kept. */
    @Test
    void aRowBeyondTheBoundOfInstrumentsHindersNothing() throws Exception {
        published("rb2610", 100);
        UnsafeBuffer code = new UnsafeBuffer(new byte[TickLayout.INSTRUMENT_ID_LENGTH]);
        for (int i = 0; instruments.size() < Instruments.MOST_BY_TICKS; i++) {
            code.putInt(0, 0x01010101 + i);
            instruments.of(code, 0);
        }
        front.has('1', "rb2699", 1);
        front.has('1', "rb2610", 100);

        assertEquals(Outcome.CLEAN, run(front).outcome());
        assertEquals(Instruments.MOST_BY_TICKS, instruments.size());
    }

    @Test
    void openInterestAloneIsADifferenceToo() throws Exception {
        front.has('1', "rb2610", 100);
        Tick tick = tick("rb2610", 100);
        instruments.of("rb2610");
        published.put("rb2610", new Published(1, BEFORE, 100, tick.openInterest() - 1, tick.lastPrice()));

        assertEquals(List.of("openInterest"), run(front).differences().get(0).fields());
    }

    @Test
    void aSettlementPriceIsNoDifferenceNorIsAValueThatOnlyOneSideHas() throws Exception {
        UnsafeBuffer settled = TickStructs.ordinary("rb2610", 100);
        settled.putDouble(TickLayout.SETTLEMENT_PRICE, 3555);
        settled.putDouble(TickLayout.LAST_PRICE, Double.MAX_VALUE);
        front.has('1', settled);
        published("rb2610", 100);

        assertEquals(Outcome.CLEAN, run(front).outcome());
    }

    @Test
    void anInstrumentThatTickedSinceTheQuestionMayBeAheadAndNotBehind() throws Exception {
        front.has('1', "rb2610", 100);
        front.has('1', "rb2611", 100);
        published("rb2610", 90);
        published("rb2611", 90);
        front.whenAsked = () -> {
            published.put("rb2610", new Published(9, BEFORE, 105, 1, 1));
            published.put("rb2611", new Published(9, BEFORE, 95, 1, 1));
        };

        assertEquals(
                List.of("rb2611"),
                run(front).differences().stream().map(Difference::instrumentId).toList());
    }

    @Test
    void aTickOnItsWayIsWaitedFor() throws Exception {
        front.has('1', "rb2610", 100);
        published("rb2610", 99);
        int[] looks = {0};
        PublishedTicks late = new PublishedTicks() {
            @Override
            public Published last(Instrument instrument) {
                if (++looks[0] == 3) {
                    published("rb2610", 100);
                }
                return published.get(instrument.id());
            }

            @Override
            public Set<String> expected() {
                return expected;
            }
        };

        Reconciliation patient = new Reconciliation(instruments, late, new Reconciliation.Patience(1, 0, 60_000));
        assertEquals(Outcome.CLEAN, patient.run(List.of(front)).outcome());
    }

    @Test
    void nothingPublishedOfAnInstrumentThatTradedIsADifference() throws Exception {
        expected.addAll(Set.of("rb2610", "rb2611"));
        front.has('1', "rb2610", 5);
        front.has('1', "rb2611", 0);
        front.has('1', "hc2610", 5);

        ReconcileResult result = run(front);

        assertEquals(1, result.differing(), "rb2611 never traded");
        assertEquals(0, result.differences().get(0).publishedTicks());
        assertEquals(1, result.notSubscribed(), "hc2610 is none of ours");
    }

    @Test
    void combinationsAndTasWithoutVolumeAreKeptOut() throws Exception {
        front.has('1', "rb2610", 100);
        front.has('3', "SP m2605&m2609", 0);
        front.has('7', "sc2610TAS", 0);
        published("rb2610", 100);
        published("SP m2605&m2609", 3);

        ReconcileResult result = run(front);

        assertEquals(Outcome.CLEAN, result.outcome());
        assertEquals(1, result.instruments());
        assertEquals(2, result.keptOut());
    }

    @Test
    void aClassThatDoesNotAnswerIsAskedAgainAndThenNotProven() throws Exception {
        front.has('1', "rb2610", 100);
        published("rb2610", 100);
        front.failures.put('2', 2);
        assertEquals(Outcome.CLEAN, run(front).outcome(), "the third try");

        front.failures.put('7', 3);
        ReconcileResult result = run(front);
        assertEquals(Outcome.NOT_PROVEN, result.outcome());
        assertEquals("7", result.unproven().get(0).productClass());
        assertEquals("primary: no answer", result.unproven().get(0).problem());
        assertTrue(result.text().startsWith("not proven: "), result.text());
    }

    @Test
    void whereOneAccountHasNoTraderSessionTheNextIsAsked() throws Exception {
        front.has('1', "rb2610", 100);
        published("rb2610", 100);
        Front deaf = new Front("deaf");
        Reconciliation.CLASSES.forEach(each -> deaf.failures.put(each, 100));

        ReconcileResult result = run(deaf, front);

        assertEquals(Outcome.CLEAN, result.outcome());
        assertEquals(List.of('1', '1', '1'), deaf.asked, "not for each class again");
        assertEquals("primary", result.classes().get(0).account());
    }

    @Test
    void withoutAnyTraderSessionNothingIsProven() throws Exception {
        Reconciliation.CLASSES.forEach(each -> front.failures.put(each, 100));
        published("rb2610", 100);

        ReconcileResult result = run(front);

        assertEquals(Outcome.NOT_PROVEN, result.outcome());
        assertEquals(5, result.unproven().size());
        assertEquals(Outcome.NOT_PROVEN, run().outcome());
    }

    private ReconcileResult run(Front... fronts) throws InterruptedException {
        PublishedTicks ticks = new PublishedTicks() {
            @Override
            public Published last(Instrument instrument) {
                return published.get(instrument.id());
            }

            @Override
            public Set<String> expected() {
                return expected;
            }
        };
        return new Reconciliation(instruments, ticks, new Reconciliation.Patience(3, 0, 0)).run(List.of(fronts));
    }

    private void published(String code, int volume) {
        instruments.of(code);
        Tick tick = tick(code, volume);
        published.put(code, new Published(1, BEFORE, volume, tick.openInterest(), tick.lastPrice()));
    }

    private static Tick tick(String code, int volume) {
        return new TickBatch(1).append(TickStructs.ordinary(code, volume), 0, BEFORE, 0);
    }

    private static final class Front implements FrontSnapshots {
        final Map<Character, List<UnsafeBuffer>> rows = new HashMap<>();
        final Map<Character, Integer> failures = new HashMap<>();
        final List<Character> asked = new ArrayList<>();
        Runnable whenAsked = () -> {};
        private final String account;

        Front(String account) {
            this.account = account;
        }

        void has(char productClass, String code, int volume) {
            has(productClass, TickStructs.ordinary(code, volume));
        }

        void has(char productClass, UnsafeBuffer struct) {
            rows.computeIfAbsent(productClass, missing -> new ArrayList<>()).add(struct);
        }

        @Override
        public String account() {
            return account;
        }

        @Override
        public CompletableFuture<TickBatch> ofClass(char productClass) {
            asked.add(productClass);
            whenAsked.run();
            if (failures.merge(productClass, -1, Integer::sum) >= 0) {
                return CompletableFuture.failedFuture(new IllegalStateException(account + ": no answer"));
            }
            List<UnsafeBuffer> found = rows.getOrDefault(productClass, List.of());
            TickBatch batch = new TickBatch(Math.max(1, found.size()));
            found.forEach(struct -> batch.append(struct, 0, BEFORE, 0));
            return CompletableFuture.completedFuture(batch);
        }
    }
}
