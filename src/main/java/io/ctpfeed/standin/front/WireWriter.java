package io.ctpfeed.standin.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.agrona.concurrent.UnsafeBuffer;

/** Collects a session's frames and writes them to its socket in large pieces. The session's writer thread only. */
final class WireWriter {
    private static final int CAPACITY = 1 << 18;

    private final SocketChannel channel;
    private final Flushed flushed;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int fill;
    private long lastWrite = System.nanoTime();
    private volatile boolean muted;

    /** @param flushed called after everything claimed so far has gone */
    WireWriter(SocketChannel channel, Flushed flushed) {
        this.channel = channel;
        this.flushed = flushed;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Appends a frame and returns where its payload lies, all zeros; blocks while the peer does not read. */
    int frame(int type, int flags, int requestId, int payload) {
        int at = frameUncleared(type, flags, requestId, payload);
        buffer.setMemory(at, Wire.framed(payload) - Wire.HEADER_LENGTH, (byte) 0);
        return at;
    }

    /** As {@link #frame}, for a caller that fills all of the payload, whose length is a multiple of 8. */
    int frameUncleared(int type, int flags, int requestId, int payload) {
        int length = Wire.framed(payload);
        if (fill + length > CAPACITY) {
            flush();
        }
        int at = fill;
        buffer.putInt(at, payload);
        buffer.putInt(at + 4, type | flags << 16);
        buffer.putInt(at + 8, requestId);
        buffer.putInt(at + 12, 0);
        fill += length;
        return at + Wire.HEADER_LENGTH;
    }

    /** Gives everything to the connection. */
    void flush() {
        if (fill == 0) {
            return;
        }
        boolean given = !muted;
        if (given) {
            bytes.position(0).limit(fill);
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                bytes.clear();
            }
            lastWrite = System.nanoTime();
        }
        fill = 0;
        flushed.flushed(given);
    }

    /** From then on nothing more goes out, and nothing says so. */
    void mute() {
        muted = true;
    }

    /** {@link System#nanoTime()} of it. */
    long lastWrite() {
        return lastWrite;
    }

    /** Is told what became of everything that was claimed. */
    interface Flushed {
        /** @param given to the connection; else to nobody */
        void flushed(boolean given);
    }
}
