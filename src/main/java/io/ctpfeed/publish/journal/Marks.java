package io.ctpfeed.publish.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * How far a journal has been published, in a file of two slots that are written in turn: whatever moment the process is
 * killed at, one of them is whole. One thread at a time.
 */
final class Marks implements AutoCloseable {
    private static final int SLOT = 64;
    private static final int CHECKED = 56;

    private final FileChannel channel;
    private final ByteBuffer slot = ByteBuffer.allocate(SLOT);
    private long turn;

    /** The first that is not done with, and how many before it in its segment. */
    long begin;

    long doneInSegment;
    /** What was in flight when the connection broke lies between the two, unsettled. */
    long doubtFrom;

    long doubtTo;
    /** Up to here it may have been sent, though not acknowledged. */
    long sentTo;
    /** Tells the positions of this journal from those of another that lay here before. */
    long id;

    Marks(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        for (int i = 0; i < 2; i++) {
            slot.clear();
            channel.read(slot, i * SLOT);
            if (slot.position() == SLOT && slot.getInt(CHECKED) == checksum() && slot.getLong(0) > turn) {
                turn = slot.getLong(0);
                begin = slot.getLong(8);
                doneInSegment = slot.getLong(16);
                doubtFrom = slot.getLong(24);
                doubtTo = slot.getLong(32);
                sentTo = slot.getLong(40);
                id = slot.getLong(48);
            }
        }
        if (id == 0) {
            id = System.currentTimeMillis();
            write();
        }
    }

    void write() throws IOException {
        turn++;
        slot.clear().putLong(turn).putLong(begin).putLong(doneInSegment);
        slot.putLong(doubtFrom).putLong(doubtTo).putLong(sentTo).putLong(id);
        slot.putInt(CHECKED, checksum());
        channel.write(slot.clear(), (turn & 1) * SLOT);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int checksum() {
        CRC32C crc = new CRC32C();
        crc.update(slot.array(), 0, CHECKED);
        return (int) crc.getValue();
    }
}
