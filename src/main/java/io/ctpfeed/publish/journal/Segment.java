package io.ctpfeed.publish.journal;

import io.ctpfeed.publish.journal.JournalEntry.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One file of the journal: a header, then records one behind the other. A record is its length, its checksum, a byte for
 * its state, and what the checksum covers: its place among those of the segment, epoch, sequence, time, subject, payload. The header says how many there are
 * once the segment is sealed; one that is not, since the process was killed, is read through when it is opened, and ends
 * before the first record that is not whole. One thread at a time.
 */
final class Segment implements AutoCloseable {
    static final int HEADER = 64;

    private static final long MAGIC = 0x31304C4E4A505443L; // CTPJNL01
    private static final int PREFIX = 9; // length, checksum, state
    private static final int FIXED = 30; // place in the segment, epoch, sequence, time, length of the subject
    private static final int TIME_AT = 20;
    private static final int LARGEST = 1 << 20;

    private final int id;
    private final Path file;
    private final FileChannel channel;
    private int end = HEADER;
    private int count;
    private long lastAtMillis;

    private Segment(int id, Path file, FileChannel channel) {
        this.id = id;
        this.file = file;
        this.channel = channel;
    }

    static Segment create(Path directory, int id) throws IOException {
        Path file = directory.resolve(name(id));
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.write(ByteBuffer.allocate(HEADER).putLong(0, MAGIC), 0);
            return new Segment(id, file, channel);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** One that an earlier run left; sealed afterwards. @return null if the file is no segment */
    static Segment open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Segment segment = new Segment(id(file), file, channel);
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        channel.read(header, 0);
        if (header.position() < HEADER || header.getLong(0) != MAGIC) {
            channel.close();
            return null;
        }
        int sealed = header.getInt(8);
        if (sealed > 0 && header.getInt(28) == checksum(header.array(), 8, 20) && channel.size() >= sealed) {
            segment.end = sealed;
            segment.count = header.getInt(12);
            segment.lastAtMillis = header.getLong(16);
        } else {
            segment.readThrough();
        }
        return segment;
    }

    static String name(int id) {
        return String.format("%010d.ticks", id);
    }

    private static int id(Path file) {
        return Integer.parseInt(file.getFileName().toString().substring(0, 10));
    }

    int id() {
        return id;
    }

    int end() {
        return end;
    }

    int count() {
        return count;
    }

    /** When the last came, milliseconds since 1970; 0 where there is none. */
    long lastAtMillis() {
        return lastAtMillis;
    }

    /** Writes a record of {@link #encode} at the end: all of it or, failing, nothing. */
    int append(ByteBuffer record, long atMillis) throws IOException {
        int offset = end;
        try {
            for (int at = offset; record.hasRemaining(); ) {
                at += channel.write(record, at);
            }
        } catch (IOException e) {
            channel.truncate(offset);
            throw e;
        }
        end = offset + record.limit();
        count++;
        lastAtMillis = atMillis;
        return offset;
    }

    static int encodedLength(byte[] subject, byte[] payload) {
        return PREFIX + FIXED + subject.length + payload.length;
    }

    static void encode(
            ByteBuffer into,
            CRC32C crc,
            State state,
            int ordinal,
            byte[] subject,
            long epoch,
            long sequence,
            long atMillis,
            byte[] payload) {
        int length = FIXED + subject.length + payload.length;
        into.clear();
        into.putInt(length).putInt(0).put((byte) state.ordinal());
        into.putInt(ordinal).putLong(epoch).putLong(sequence).putLong(atMillis).putShort((short) subject.length);
        into.put(subject).put(payload).flip();
        crc.reset();
        crc.update(into.duplicate().position(PREFIX));
        into.putInt(4, (int) crc.getValue());
    }

    void mark(int offset, State state) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {(byte) state.ordinal()}), offset + PREFIX - 1L);
    }

    /**
     * Adds the records from an offset on, as many as the buffer holds.
     *
     * @return how many were added; none if there is no whole one
     */
    int read(int offset, int most, ByteBuffer buffer, List<JournalEntry> into) throws IOException {
        fill(buffer, offset);
        int read = 0;
        while (read < most && isWhole(buffer)) {
            int length = buffer.getInt(buffer.position());
            into.add(entry(buffer, offset, length));
            offset += PREFIX + length;
            read++;
        }
        int length = buffer.remaining() < PREFIX ? 0 : buffer.getInt(buffer.position());
        if (read == 0 && length > buffer.capacity() - PREFIX && length <= LARGEST) {
            return read(offset, 1, ByteBuffer.allocate(PREFIX + length), into);
        }
        return read;
    }

    /** Whether what the buffer goes on with is a record that its checksum confirms. */
    private boolean isWhole(ByteBuffer buffer) {
        int start = buffer.position();
        if (buffer.remaining() < PREFIX + FIXED) {
            return false;
        }
        int length = buffer.getInt(start);
        if (length < FIXED || length > buffer.remaining() - PREFIX) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate().position(start + PREFIX).limit(start + PREFIX + length));
        return (int) crc.getValue() == buffer.getInt(start + 4);
    }

    private JournalEntry entry(ByteBuffer buffer, int offset, int length) {
        int state = buffer.get(buffer.position() + PREFIX - 1);
        buffer.position(buffer.position() + PREFIX);
        int ordinal = buffer.getInt();
        long epoch = buffer.getLong();
        long sequence = buffer.getLong();
        long atMillis = buffer.getLong();
        byte[] subject = new byte[buffer.getShort()];
        buffer.get(subject);
        byte[] payload = new byte[length - FIXED - subject.length];
        buffer.get(payload);
        return new JournalEntry(
                TickJournal.position(id, offset),
                TickJournal.position(id, offset + PREFIX + length),
                ordinal,
                state >= 0 && state < State.values().length ? State.values()[state] : State.DUE,
                new String(subject, StandardCharsets.US_ASCII),
                epoch,
                sequence,
                atMillis,
                payload);
    }

    /** The header says what is in it from now on; nothing is appended any more. */
    void seal() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putLong(MAGIC).putInt(end).putInt(count).putLong(lastAtMillis);
        header.putInt(28, checksum(header.array(), 8, 20));
        channel.truncate(end);
        channel.write(header.clear(), 0);
    }

    /** To the disk itself. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private void readThrough() throws IOException {
        end = (int) Math.min(channel.size(), Integer.MAX_VALUE); // as far as may be read
        ByteBuffer buffer = ByteBuffer.allocateDirect(2 * LARGEST);
        int whole = HEADER;
        for (int from = -1; whole > from; ) {
            from = whole;
            fill(buffer, from);
            while (isWhole(buffer)) {
                int length = buffer.getInt(buffer.position());
                lastAtMillis = buffer.getLong(buffer.position() + PREFIX + TIME_AT);
                buffer.position(buffer.position() + PREFIX + length);
                whole += PREFIX + length;
                count++;
            }
        }
        end = whole;
        seal();
    }

    private void fill(ByteBuffer buffer, int offset) throws IOException {
        buffer.clear().limit(Math.max(0, Math.min(buffer.capacity(), end - offset)));
        for (int at = offset; buffer.hasRemaining(); ) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        buffer.flip();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
