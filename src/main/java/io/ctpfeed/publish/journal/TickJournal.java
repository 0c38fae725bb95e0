package io.ctpfeed.publish.journal;

import io.ctpfeed.publish.journal.JournalEntry.State;
import io.ctpfeed.tick.WallClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks on disk, in the order in which they came, until they have been published: segments that are only ever appended
 * to, and a file that says how far they are done with. What was appended survives the end of the process at any moment,
 * and {@link #force} makes it survive that of the machine. When it is full, or they are too old, the oldest go, a segment
 * at a time, and are counted as lost; so they do when the disk is full.
 *
 * <p>Any thread; calls wait for each other, for microseconds unless the disk is slow.
 */
public final class TickJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickJournal.class);
    private static final int READ_BYTES = 256 << 10;

    private final JournalSettings settings;
    private final LongSupplier clockMillis;
    private final FileChannel lock;
    private final Marks marks;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final ByteBuffer reading = ByteBuffer.allocateDirect(READ_BYTES);
    private final CRC32C crc = new CRC32C();
    private ByteBuffer writing = ByteBuffer.allocateDirect(8192);
    private Segment active;
    private int nextId = 1;
    private long ticks;
    private long bytes;
    private long lost;
    private long lostFromMillis = Long.MAX_VALUE;
    private long oldestAtMillis;
    private String trouble = "";

    private TickJournal(JournalSettings settings, LongSupplier clockMillis, FileChannel lock) throws IOException {
        this.settings = settings;
        this.clockMillis = clockMillis;
        this.lock = lock;
        this.marks = new Marks(settings.directory().resolve("marks"));
    }

    /**
     * Opens a journal, with what an earlier run left in it.
     *
     * @throws UncheckedIOException a line that says what to do
     */
    public static TickJournal open(JournalSettings settings) {
        return open(settings, () -> TimeUnit.NANOSECONDS.toMillis(WallClock.epochNanos()));
    }

    static TickJournal open(JournalSettings settings, LongSupplier clockMillis) {
        try {
            Files.createDirectories(settings.directory());
            TickJournal journal = new TickJournal(settings, clockMillis, JournalDirectory.lock(settings.directory()));
            journal.load();
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "journal " + settings.directory() + ": " + e.getMessage() + "; check journal.directory", e);
        }
    }

    private void load() throws IOException {
        for (Segment segment : JournalDirectory.segments(settings.directory(), segment(marks.begin))) {
            segments.add(segment);
            nextId = segment.id() + 1;
            ticks += segment.count();
            bytes += segment.end();
        }
        nextId = Math.max(nextId, segment(marks.begin));
        if (!segments.isEmpty() && segments.peek().id() == segment(marks.begin)) {
            ticks -= marks.doneInSegment;
        } else {
            marks.doneInSegment = 0;
            marks.begin = segments.isEmpty()
                    ? position(nextId, 0)
                    : position(segments.peek().id(), Segment.HEADER);
        }
        noteOldest();
    }

    static long position(int segment, int offset) {
        return (long) segment << 32 | offset;
    }

    static int segment(long position) {
        return (int) (position >>> 32);
    }

    static int offset(long position) {
        return (int) position;
    }

    /**
     * Keeps a tick.
     *
     * @param subject its live subject, ASCII
     * @param inDoubt whether the server may have it
     * @return its position; negative: it could not be kept and is lost, and counted
     */
    public synchronized long append(String subject, long epoch, long sequence, byte[] payload, boolean inDoubt) {
        byte[] name = subject.getBytes(StandardCharsets.US_ASCII);
        int length = Segment.encodedLength(name, payload);
        if (length > writing.capacity()) {
            writing = ByteBuffer.allocateDirect(2 * length);
        }
        long now = clockMillis.getAsLong();
        State state = inDoubt ? State.IN_DOUBT : State.DUE;
        while (true) {
            try {
                makeRoom(length);
                Segment.encode(writing, crc, state, active.count(), name, epoch, sequence, now, payload);
                int offset = active.append(writing, now);
                ticks++;
                bytes += length;
                if (ticks == 1) {
                    oldestAtMillis = now;
                }
                return position(active.id(), offset);
            } catch (IOException e) {
                sayOnce(e);
                if (segments.size() < 2) {
                    countLost(1, now);
                    return -1;
                }
                dropOldest();
            }
        }
    }

    private void makeRoom(int length) throws IOException {
        while (bytes + length > settings.maxBytes() && segments.size() > 1) {
            dropOldest();
        }
        if (active == null || active.end() + length > settings.segmentBytes()) {
            if (active != null) {
                active.seal();
            }
            active = Segment.create(settings.directory(), nextId++);
            segments.add(active);
            bytes += active.end();
        }
    }

    private void sayOnce(IOException e) {
        if (!e.toString().equals(trouble)) {
            trouble = e.toString();
            LOG.error("journal {}: {}; ticks are lost: make room", settings.directory(), e.getMessage());
        }
    }

    private void dropOldest() {
        Segment oldest = segments.poll();
        long left = oldest.count() - doneIn(oldest);
        countLost(left, oldestAtMillis);
        ticks -= left;
        remove(oldest);
        beginAtNext();
        noteOldest();
    }

    private void remove(Segment segment) {
        bytes -= segment.end();
        if (segment == active) {
            active = null;
        }
        try {
            segment.delete();
        } catch (IOException e) {
            sayOnce(e);
        }
    }

    /** Ticks from a position on, in order; fewer than asked for, though not none unless there is none. What is damaged is passed over. */
    public synchronized List<JournalEntry> read(long from, int most) {
        List<JournalEntry> entries = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.id() < segment(from)) {
                continue;
            }
            int offset = segment.id() == segment(from) ? Math.max(Segment.HEADER, offset(from)) : Segment.HEADER;
            try {
                if (offset < segment.end() && segment.read(offset, most, reading, entries) > 0) {
                    break;
                }
            } catch (IOException e) {
                sayOnce(e);
            }
        }
        return entries;
    }

    /** One that was read can never be published. */
    public synchronized void countLost() {
        countLost(1, oldestAtMillis);
    }

    private void countLost(long more, long fromMillis) {
        lost += more;
        lostFromMillis = more == 0 ? lostFromMillis : Math.min(lostFromMillis, fromMillis);
    }

    /** When the first was kept, or could not be, of those that were lost since the last call. Only if there are any. */
    public synchronized Instant takeLostFrom() {
        Instant from = Instant.ofEpochMilli(lostFromMillis);
        lostFromMillis = Long.MAX_VALUE;
        return from;
    }

    /** What became of a tick in doubt. */
    public synchronized void mark(long position, State state) {
        for (Segment segment : segments) {
            if (segment.id() == segment(position)) {
                try {
                    segment.mark(offset(position), state);
                } catch (IOException e) {
                    sayOnce(e);
                }
                return;
            }
        }
    }

    /**
     * All up to and with this one is done with. To be called for the last one of each segment: what is left of a segment
     * when one of a later segment is done with, could not be read, and counts as lost.
     */
    public synchronized void release(JournalEntry last) {
        if (last.position() < marks.begin) {
            return; // dropped meanwhile
        }
        while (segments.peek().id() < segment(last.position())) {
            Segment done = segments.poll();
            long damaged = done.count() - doneIn(done);
            ticks -= damaged;
            countLost(damaged, oldestAtMillis);
            remove(done);
        }
        Segment first = segments.peek();
        ticks -= last.ordinal() + 1 - doneIn(first);
        if (offset(last.end()) < first.end()) {
            beginAt(last.end(), last.ordinal() + 1);
        } else {
            remove(segments.poll());
            beginAtNext();
        }
        noteOldest();
    }

    private long doneIn(Segment segment) {
        return segment.id() == segment(marks.begin) ? marks.doneInSegment : 0;
    }

    private void beginAtNext() {
        if (segments.isEmpty()) {
            trouble = ""; // whatever it was, what comes next is told again
        }
        beginAt(
                segments.isEmpty()
                        ? position(nextId, 0)
                        : position(segments.peek().id(), Segment.HEADER),
                0);
    }

    private void beginAt(long position, long done) {
        marks.begin = position;
        marks.doneInSegment = done;
        writeMarks();
    }

    /** Up to here ticks may have been sent from now on, though not acknowledged. */
    public synchronized void sending(long to) {
        marks.sentTo = to;
        writeMarks();
    }

    /** Where what was in flight at a cut lies, until it is settled: from equals to. */
    public synchronized void doubt(long from, long to) {
        marks.doubtFrom = from;
        marks.doubtTo = to;
        writeMarks();
    }

    public synchronized long doubtFrom() {
        return marks.doubtFrom;
    }

    public synchronized long doubtTo() {
        return marks.doubtTo;
    }

    public synchronized long sentTo() {
        return marks.sentTo;
    }

    private void writeMarks() {
        try {
            marks.write();
        } catch (IOException e) {
            sayOnce(e);
        }
    }

    /** Tells this journal from any other: positions are its own. */
    public synchronized long id() {
        return marks.id;
    }

    /** The first tick that is not done with. */
    public synchronized long begin() {
        return marks.begin;
    }

    /** Behind the last one. */
    public synchronized long end() {
        return segments.isEmpty()
                ? marks.begin
                : position(segments.peekLast().id(), segments.peekLast().end());
    }

    /** Drops what is too old. */
    public synchronized void expire() {
        long eldest = clockMillis.getAsLong() - settings.maxAge().toMillis();
        while (!segments.isEmpty() && segments.peek().lastAtMillis() < eldest) {
            dropOldest();
        }
    }

    /** What was appended so far survives the end of the machine. */
    public void force() {
        Segment segment;
        synchronized (this) {
            segment = active;
        }
        try {
            if (segment != null) {
                segment.force();
            }
        } catch (java.nio.channels.ClosedChannelException e) {
            // done with and deleted meanwhile
        } catch (IOException e) {
            sayOnce(e);
        }
    }

    public synchronized JournalFigures figures() {
        long age = ticks == 0 ? 0 : Math.max(0, clockMillis.getAsLong() - oldestAtMillis);
        return new JournalFigures(ticks, ticks == 0 ? 0 : bytes, settings.maxBytes(), age, lost);
    }

    private void noteOldest() {
        List<JournalEntry> first = ticks == 0 ? List.of() : read(marks.begin, 1);
        oldestAtMillis = first.isEmpty() ? 0 : first.get(0).keptAtMillis();
    }

    @Override
    public synchronized void close() {
        try {
            if (active != null) {
                active.seal();
                active.force();
            }
            for (Segment segment : segments) {
                segment.close();
            }
            marks.close();
            lock.close();
        } catch (IOException e) {
            sayOnce(e);
        }
    }
}
