package io.ctpfeed.publish;

import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last live tick of each instrument in a key-value bucket: each instrument at most once an interval, and always
 * with its newest tick in the end. What came late is not told to observers, and so never gets there.
 *
 * <p>The publishing thread leaves the message in a slot of the instrument, which costs it one write to memory. A thread of
 * its own compares each slot with what it wrote last and writes what is new, a bounded number at a time, one an
 * instrument; what fails is new again. While NATS or the bucket is away the slots go on taking the newest, so that
 * afterwards each instrument that changed is written once. All else may be called by any thread.
 */
public final class LastValues implements PublishObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastValues.class);
    private static final long LOOK_NANOS = 20_000_000L;
    /** After a failure: the next one would fail likewise. */
    private static final long REST_NANOS = 500_000_000L;

    private static final long END_NANOS = 2_000_000_000L;

    /** Where to and how often. @param generation another one: everything known is written */
    private record Target(String bucket, long intervalNanos, int generation) {}

    private final Instruments instruments;
    private final NatsLink link;
    private final EventSink events;
    private final LastValueCounters counters = new LastValueCounters();
    private final Thread thread = new Thread(this::run, "last-values");
    private volatile AtomicReferenceArray<byte[]> latest = new AtomicReferenceArray<>(1024);
    private volatile Target target;
    private volatile boolean closing;
    private int generation;

    // The thread's own, by instrument.
    private byte[][] written = new byte[0][];
    private long[] dueAt = new long[0];
    private int next;
    private long restUntil = System.nanoTime();
    private boolean failing;

    public LastValues(Instruments instruments, NatsLink link, EventSink events) {
        this.instruments = instruments;
        this.link = link;
        this.events = events;
        thread.setDaemon(true);
    }

    /**
     * From now on writes to that bucket.
     *
     * @param interval shortest time between two writes of an instrument
     * @param empty whether the bucket was just made: everything known is written
     */
    public synchronized void writeTo(String bucket, Duration interval, boolean empty) {
        Target now = target;
        if (now == null || !now.bucket.equals(bucket) || empty) {
            generation++;
        }
        target = new Target(bucket, interval.toNanos(), generation);
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Writes nothing until {@link #writeTo}: there is no bucket. */
    public synchronized void pause() {
        target = null;
    }

    public LastValueCounters counters() {
        return counters;
    }

    @Override
    public void published(Tick tick, Instrument instrument, byte[] payload) {
        int index = instrument.index();
        AtomicReferenceArray<byte[]> slots = latest;
        if (index >= slots.length()) {
            slots = grown(slots, index);
        }
        slots.setRelease(index, payload);
    }

    /** Writes what is left, if the server takes it within two seconds. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        thread.join(); // at once if it never ran
    }

    /** By the publishing thread, the only one that writes slots. */
    private AtomicReferenceArray<byte[]> grown(AtomicReferenceArray<byte[]> slots, int index) {
        AtomicReferenceArray<byte[]> grown = new AtomicReferenceArray<>(Math.max(index + 1, slots.length() * 2));
        for (int i = 0; i < slots.length(); i++) {
            grown.setPlain(i, slots.getPlain(i));
        }
        latest = grown;
        return grown;
    }

    private void run() {
        BucketWriter writer = null;
        int writing = 0;
        long end = 0;
        while (true) {
            Target wanted = target;
            if (wanted == null) {
                writer = null;
            } else if (writer == null || wanted.generation != writing) {
                writing = wanted.generation;
                written = new byte[written.length][];
                writer = new BucketWriter(wanted.bucket, instruments, link, this::settled);
            }
            try {
                look(writer, wanted == null ? 0 : wanted.intervalNanos);
            } catch (RuntimeException e) { // the next look may go better
                failed(e);
            }
            if (closing) {
                end = end == 0 ? System.nanoTime() + END_NANOS : end;
                if (writer == null || !writer.ready() || counters.backlog() == 0 || System.nanoTime() - end > 0) {
                    return;
                }
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    /** One look at all slots. @param writer null: only counts */
    private void look(BucketWriter writer, long intervalNanos) {
        if (writer != null) {
            writer.settle();
        }
        AtomicReferenceArray<byte[]> slots = latest;
        int size = Math.min(slots.length(), instruments.size());
        grow(size);
        long now = System.nanoTime();
        boolean writing = writer != null && now - restUntil >= 0 && writer.ready();
        int waiting = 0;
        int from = next < size ? next : 0;
        for (int k = 0; k < size; k++) {
            int i = from + k < size ? from + k : from + k - size;
            byte[] value = slots.getAcquire(i);
            if (value == null || value == written[i] && (writer == null || !writer.busy(i))) {
                continue;
            }
            waiting++;
            if (!writing || writer.busy(i) || now - dueAt[i] < 0 && !closing) {
                continue;
            }
            if (!writer.send(i, value)) {
                next = i; // it is first the next time
                writing = false;
                continue;
            }
            written[i] = value;
            dueAt[i] = now + intervalNanos;
        }
        counters.backlog(waiting);
    }

    private void grow(int size) {
        int before = dueAt.length;
        if (size > before) {
            int length = Math.max(size, before * 2);
            written = Arrays.copyOf(written, length);
            dueAt = Arrays.copyOf(dueAt, length);
            Arrays.fill(dueAt, before, length, System.nanoTime());
        }
    }

    /** By our thread, from within {@link BucketWriter#settle}. @param problem null: it is in the bucket */
    private void settled(int index, Throwable problem) {
        if (problem == null) {
            counters.onWritten();
            if (failing) {
                failing = false;
                LOG.info("last values are written again");
                events.accept(FeedEvent.of(EventName.LAST_VALUES_WRITTEN, "nats"));
            }
        } else {
            written[index] = null;
            failed(problem);
        }
    }

    private void failed(Throwable problem) {
        counters.onFailed();
        restUntil = System.nanoTime() + REST_NANOS;
        if (!failing && link.state() == NatsLink.State.CONNECTED) {
            failing = true;
            LOG.warn("last values cannot be written, tried again without end: {}", problem.getMessage());
            events.accept(FeedEvent.of(
                    EventName.LAST_VALUES_FAILING, "nats", "problem", String.valueOf(problem.getMessage())));
        }
    }
}
