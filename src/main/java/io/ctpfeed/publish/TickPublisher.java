package io.ctpfeed.publish;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickEncoder;
import io.ctpfeed.tick.TicksRefusedException;
import org.agrona.ExpandableArrayBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a tick's way: numbers it, encodes it, hands it to NATS on the subject of its instrument, and marks it taken.
 * What is taken already is passed over, so a batch can be offered again.
 *
 * <p>When the {@link TickOutlet} refuses a tick, it and those behind it stay untaken and {@link TicksRefusedException}
 * says so: the ring keeps them, and they go out in order later. A number is consumed only when the tick is on its way or
 * kept: a hole in the numbers of the live subject is always a tick that was not published on it. A tick that comes
 * {@linkplain Tick#isLate() late} has no number, and never goes out live.
 *
 * <p>Any thread, one batch at a time, also among publishers that share their numbers: callers wait for the batch before
 * theirs. Counters are read by any thread.
 */
public final class TickPublisher {
    private static final int LONGEST_MESSAGE = 8192;
    private static final Logger LOG = LoggerFactory.getLogger(TickPublisher.class);

    private final Instruments instruments;
    private final Subjects subjects;
    private final TickSequences sequences;
    private final TickEncoder encoder;
    private final TickOutlet outlet;
    private final PublishCounters counters = new PublishCounters();

    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer(LONGEST_MESSAGE);
    private final Tick view = new Tick();
    private PublishObserver observer = PublishObserver.NONE;

    public TickPublisher(
            Instruments instruments,
            Subjects subjects,
            TickSequences sequences,
            TickEncoder encoder,
            TickOutlet outlet) {
        this.instruments = instruments;
        this.subjects = subjects;
        this.sequences = sequences;
        this.encoder = encoder;
        this.outlet = outlet;
    }

    /** Before the first tick only. */
    TickPublisher observedBy(PublishObserver observer) {
        this.observer = observer;
        return this;
    }

    public PublishCounters counters() {
        return counters;
    }

    public long epoch() {
        return sequences.epoch();
    }

    /**
     * Publishes what is not yet taken, in order.
     *
     * @throws TicksRefusedException if NATS could not take all of it now
     */
    public void publish(TickBatch batch) {
        synchronized (sequences) {
            for (int i = 0; i < batch.size(); i++) {
                if (!publish(view.wrap(batch, i))) {
                    refuse(untaken(batch, i));
                }
            }
        }
    }

    /**
     * Publishes one tick; marks the view's own batch.
     *
     * @throws TicksRefusedException if NATS could not take it now
     */
    public void publishOne(Tick tick) {
        synchronized (sequences) {
            if (!publish(tick)) {
                refuse(1);
            }
        }
    }

    /** @return false if the tick has to be offered again */
    private boolean publish(Tick tick) {
        if (tick.isTaken()) {
            return true;
        }
        try {
            Instrument instrument = instruments.of(tick);
            if (tick.isLate()) {
                counters.onLate(outlet.keepLate(subjects.of(instrument), sequences.epoch(), encode(tick, instrument)));
                tick.markTaken();
                return true;
            }
            tick.sequence(sequences.next(instrument));
            byte[] payload = encode(tick, instrument);
            String subject = subjects.of(instrument);
            switch (outlet.send(subject, sequences.epoch(), tick.sequence(), payload)) {
                case LIVE -> {
                    counters.onPublished(
                            payload.length, !instrument.exchangeId().equals(Instrument.UNKNOWN_EXCHANGE));
                    observe(tick, instrument, payload, true);
                }
                case KEPT -> {
                    counters.onLate(true);
                    observe(tick, instrument, payload, false);
                }
                case LOST -> counters.onLate(false);
                default -> {
                    tick.sequence(0);
                    return false;
                }
            }
            sequences.consume(instrument);
        } catch (RuntimeException e) {
            drop(tick, e);
        }
        tick.markTaken();
        return true;
    }

    /** What watches must not harm what it watches: the tick is out, whatever becomes of the observer. */
    private void observe(Tick tick, Instrument instrument, byte[] payload, boolean live) {
        try {
            if (live) {
                observer.published(tick, instrument, payload);
            } else {
                observer.kept(tick, instrument, payload);
            }
        } catch (RuntimeException e) {
            observer = PublishObserver.NONE;
            LOG.error("published ticks are recorded no more; restart the service to go on", e);
        }
    }

    /** A tick with a fault of its own must not hold up those behind it. */
    private void drop(Tick tick, RuntimeException fault) {
        tick.sequence(0);
        counters.onFailed();
        if (counters.failed() == 1) {
            LOG.warn("tick {} cannot be published and is dropped; further ones are only counted", tick, fault);
        }
    }

    private byte[] encode(Tick tick, Instrument instrument) {
        int length = encoder.encode(tick, instrument, sequences.epoch(), message, 0);
        byte[] payload = new byte[length]; // the client keeps it until it is written
        message.getBytes(0, payload);
        return payload;
    }

    private void refuse(int ticks) {
        counters.onRefused();
        throw new TicksRefusedException(ticks, outlet.refusal());
    }

    private int untaken(TickBatch batch, int from) {
        int untaken = 0;
        for (int i = from; i < batch.size(); i++) {
            if (!view.wrap(batch, i).isTaken()) {
                untaken++;
            }
        }
        return untaken;
    }
}
