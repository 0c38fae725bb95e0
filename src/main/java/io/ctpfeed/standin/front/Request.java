package io.ctpfeed.standin.front;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/**
 * A frame that came from a library.
 *
 * @param type index of the API's method, or one of {@link Wire}'s own
 */
record Request(int type, int requestId, byte[] payload) {
    /** A subscription of the whole market is 2 MB. */
    private static final int LONGEST = 16 << 20;

    /** The peer does not speak the stand-in's protocol. */
    static final class MalformedException extends IOException {
        MalformedException(String message) {
            super(message);
        }
    }

    /**
     * Blocks until there is one; null at the end of the connection.
     *
     * @throws MalformedException if what came is no frame
     */
    static Request read(SocketChannel channel, ByteBuffer header) throws IOException {
        header.clear().order(ByteOrder.LITTLE_ENDIAN);
        if (!fill(channel, header)) {
            return null;
        }
        int length = header.getInt(0);
        if (length < 0 || length > LONGEST) {
            throw new MalformedException("frame of " + length + " bytes: not the stand-in's protocol");
        }
        byte[] payload = new byte[length];
        ByteBuffer padded = ByteBuffer.allocate(Wire.framed(length) - Wire.HEADER_LENGTH);
        if (!fill(channel, padded)) {
            return null;
        }
        padded.get(0, payload);
        return new Request(header.getShort(4) & 0xFFFF, header.getInt(8), payload);
    }

    private static boolean fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }
}
