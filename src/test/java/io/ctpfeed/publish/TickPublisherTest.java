package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.TickOutlet.Answer;
import io.ctpfeed.tick.Contracts;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.JsonTickEncoder;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickEncoder;
import io.ctpfeed.tick.TickStructs;
import io.ctpfeed.tick.TicksRefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickPublisherTest {
    private final Instruments instruments = new Instruments();
    private final TickSequences sequences = new TickSequences(77);
    private final Outlet outlet = new Outlet();
    private final TickPublisher publisher = publisher(sequences, new JsonTickEncoder());

    @Test
    void ticksAreNumberedFromOnePerInstrument() {
        publisher.publish(batch("rb2610", "rb2611", "rb2610"));
        publisher.publish(batch("rb2611", "rb2610"));
        assertEquals(List.of("rb2610 1", "rb2611 1", "rb2610 2", "rb2611 2", "rb2610 3"), outlet.sent);
    }

    @Test
    void whatIsTakenIsPassedOver() {
        TickBatch batch = batch("rb2610", "rb2611", "rb2612");
        batch.get(1).markTaken();
        publisher.publish(batch);
        publisher.publish(batch);
        assertEquals(List.of("rb2610 1", "rb2612 1"), outlet.sent);
        assertEquals(2, publisher.counters().published());
    }

    @Test
    void whatTheOutletRefusesStaysUntakenWithAllBehindItAndGoesOutInOrderLater() {
        outlet.room = 2;
        TickBatch batch = batch("rb2610", "rb2610", "rb2610", "rb2611");
        TicksRefusedException refused = assertThrows(TicksRefusedException.class, () -> publisher.publish(batch));
        assertEquals(2, refused.refused());
        assertEquals("2 ticks not taken: no room", refused.getMessage());
        assertTrue(batch.get(1).isTaken());
        assertFalse(batch.get(2).isTaken());
        assertEquals(0, batch.get(2).sequence());
        assertEquals(1, publisher.counters().refused());

        outlet.room = 100;
        publisher.publish(batch);
        assertEquals(List.of("rb2610 1", "rb2610 2", "rb2610 3", "rb2611 1"), outlet.sent);
        assertEquals(4, publisher.counters().published());
        assertEquals(0, publisher.counters().lost());
    }

    @Test
    void whatIsKeptConsumesItsNumberAndLeavesAHole() {
        publisher.publish(batch("rb2610"));
        outlet.otherwise = Answer.KEPT;
        outlet.room = 0;
        TickBatch batch = batch("rb2610", "rb2611");
        publisher.publish(batch);
        assertTrue(batch.get(0).isTaken());
        assertEquals(List.of("rb2610 2", "rb2611 1"), outlet.kept);
        assertEquals(2, publisher.counters().late());

        outlet.room = 100;
        publisher.publish(batch("rb2610"));
        assertEquals(List.of("rb2610 1", "rb2610 3"), outlet.sent);
    }

    @Test
    void aLateTickIsKeptWithoutANumber() {
        TickBatch batch = batch("rb2610", "rb2610");
        batch.get(0).markLate();
        publisher.publish(batch);
        assertEquals(List.of("md.tick.UNKNOWN.rb2610"), outlet.kept);
        assertEquals(List.of("rb2610 1"), outlet.sent);
        assertEquals(1, publisher.counters().late());
    }

    @Test
    void whatHasNoPlaceIsCountedAsLost() {
        outlet.otherwise = Answer.LOST;
        outlet.room = 0;
        publisher.publish(batch("rb2610"));
        assertEquals(1, publisher.counters().lost());
        assertEquals(0, publisher.counters().published());
    }

    @Test
    void oneTickThatCannotBeEncodedDoesNotTakeTheOthersWithIt() {
        TickEncoder json = new JsonTickEncoder();
        TickPublisher picky = publisher(sequences, (tick, instrument, epoch, target, offset) -> {
            if (instrument.id().equals("bad")) {
                throw new IllegalArgumentException("a fault put in by hand");
            }
            return json.encode(tick, instrument, epoch, target, offset);
        });
        picky.publish(batch("rb2610", "bad", "rb2610"));
        assertEquals(List.of("rb2610 1", "rb2610 2"), outlet.sent);
        assertEquals(1, picky.counters().failed());
    }

    @Test
    void ticksOfUnknownExchangeGoOutAndAreCounted() {
        instruments.learn(List.of(Contracts.of("rb2610", "SHFE")));
        publisher.publish(batch("rb2610", "xx9999"));
        assertEquals(List.of("rb2610 1", "xx9999 1"), outlet.sent);
        assertEquals(1, publisher.counters().unknownExchange());
    }

    @Test
    void ticksBeyondTheBoundOfInstrumentsGoOutUnderUnknownWithoutANumber() {
        for (int i = 0; instruments.size() < Instruments.MOST_BY_TICKS; i++) {
            instruments.of("i" + i);
        }
        publisher.publish(batch("xx9999", "i5", "xx9999"));
        assertEquals(List.of("xx9999 0", "i5 1", "xx9999 0"), outlet.sent);
        assertEquals(3, publisher.counters().unknownExchange());
        assertEquals(0, publisher.counters().failed());
    }

    @Test
    void aTickAloneMarksTheBatchItBelongsTo() {
        TickBatch batch = batch("rb2610", "rb2610");
        for (Tick tick : batch) {
            publisher.publishOne(tick);
        }
        publisher.publish(batch);
        assertEquals(List.of("rb2610 1", "rb2610 2"), outlet.sent);
    }

    @Test
    void theObserverIsToldOfWhatNatsTookAndOfNothingElse() {
        List<String> seen = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        publisher.observedBy(new PublishObserver() {
            @Override
            public void published(Tick tick, Instrument instrument, byte[] payload) {
                seen.add(instrument.id() + " " + tick.sequence());
            }

            @Override
            public void kept(Tick tick, Instrument instrument, byte[] payload) {
                kept.add(instrument.id() + " " + tick.sequence());
            }
        });
        outlet.room = 2;
        TickBatch batch = batch("rb2610", "rb2611", "rb2610");
        assertThrows(TicksRefusedException.class, () -> publisher.publish(batch));
        outlet.room = 1;
        publisher.publish(batch);
        assertEquals(outlet.sent, seen);
        outlet.otherwise = Answer.KEPT;
        publisher.publish(batch("rb2612"));
        assertEquals(3, seen.size(), "a tick that is kept is not out on its live subject");
        assertEquals(List.of("rb2612 1"), kept);
        assertEquals(1, publisher.counters().late());
    }

    @Test
    void anObserverThatFailsHarmsNoTick() {
        publisher.observedBy((tick, instrument, payload) -> {
            throw new IllegalStateException("a fault put in by hand");
        });
        publisher.publish(batch("rb2610", "rb2610"));
        assertEquals(List.of("rb2610 1", "rb2610 2"), outlet.sent);
        assertEquals(0, publisher.counters().failed());
    }

    @Test
    void twoPublishersShareNothing() {
        TickPublisher other = publisher(new TickSequences(78), new JsonTickEncoder());
        publisher.publish(batch("rb2610"));
        other.publish(batch("rb2610", "rb2610"));
        publisher.publish(batch("rb2610"));
        assertEquals(List.of("rb2610 1", "rb2610 1", "rb2610 2", "rb2610 2"), outlet.sent);
        assertArrayEquals(
                new long[] {2, 2},
                new long[] {publisher.counters().published(), other.counters().published()});
        assertEquals(78, other.epoch());
    }

    private TickPublisher publisher(TickSequences numbers, TickEncoder encoder) {
        return new TickPublisher(instruments, new Subjects("md.tick"), numbers, encoder, outlet);
    }

    private TickBatch batch(String... codes) {
        TickBatch batch = new TickBatch(codes.length);
        for (String code : codes) {
            batch.append(TickStructs.ordinary(code, 10), 0, 1_000_000_000_000L, 0);
        }
        return batch;
    }

    /** Takes as many messages as there is room for. */
    private static final class Outlet implements TickOutlet {
        final List<String> sent = new ArrayList<>();
        final List<String> kept = new ArrayList<>();
        Answer otherwise = Answer.REFUSED;
        int room = Integer.MAX_VALUE;

        @Override
        public Answer send(String subject, long epoch, long sequence, byte[] payload) {
            String what = subject.substring(subject.lastIndexOf('.') + 1) + " " + sequence;
            if (room == 0) {
                kept.add(what);
                return otherwise;
            }
            room--;
            String json = new String(payload, java.nio.charset.StandardCharsets.US_ASCII);
            assertEquals(String.valueOf(sequence), json.replaceFirst(".*\"seq\":(\\d+).*", "$1"));
            assertEquals(String.valueOf(epoch), json.replaceFirst(".*\"epoch\":(\\d+).*", "$1"));
            sent.add(what);
            return Answer.LIVE;
        }

        @Override
        public boolean keepLate(String subject, long epoch, byte[] payload) {
            return kept.add(subject);
        }

        @Override
        public String refusal() {
            return "no room";
        }
    }
}
