package io.ctpfeed.standin;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/** The front's side of the protocol, played line by line by the test's own thread: it has none of its own. */
final class ScriptedFront implements AutoCloseable {
    static final int HELLO = 0x1000;
    static final int DISCONNECT = 0x1001;
    static final int HEARTBEAT = 0x1002;
    static final int LAST = 1;
    static final int WITH_INFO = 2;
    static final int WITHOUT_BODY = 4;

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int HEADER_LENGTH = 16;

    private final ServerSocket server;

    ScriptedFront() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** Awaits the next connection, and the library's hello on it. */
    Session accept() throws IOException {
        Session session = new Session(server.accept());
        session.greeting = session.read();
        return session;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    record Frame(int type, int flags, int requestId, byte[] payload) {
        int number(int offset) {
            return ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
        }

        String text(int offset) {
            int end = offset;
            while (end < payload.length && payload[end] != 0) {
                end++;
            }
            return new String(payload, offset, end - offset, Charset.forName("GB18030"));
        }
    }

    static final class Session implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream input;
        private Frame greeting;

        private Session(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            input = new DataInputStream(socket.getInputStream());
        }

        /** The library's hello. */
        Frame greeting() {
            return greeting;
        }

        /** Says hello with no limits, a heartbeat timeout that no test lives to see, and reconnection at once. */
        Session hello() throws IOException {
            return hello(60_000, 1, 0, 0);
        }

        Session hello(int heartbeatTimeoutMillis, int reconnectMillis, int perSecond, int inFlight) throws IOException {
            ByteBuffer payload = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(heartbeatTimeoutMillis)
                    .putInt(reconnectMillis)
                    .putInt(perSecond)
                    .putInt(inFlight);
            return send(HELLO, 0, 0, payload.array());
        }

        Session disconnect(int reason) throws IOException {
            return send(
                    DISCONNECT, 0, 0, new Struct(4).with("reason", 0, reason).bytes());
        }

        Session send(int type, int flags, int requestId, byte[] payload) throws IOException {
            socket.getOutputStream().write(frame(type, flags, requestId, payload));
            return this;
        }

        /** Returns false if the library has closed the connection. */
        boolean trySend(byte[] frames) {
            try {
                socket.getOutputStream().write(frames);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        Frame read() throws IOException {
            byte[] bytes = new byte[HEADER_LENGTH];
            input.readFully(bytes);
            ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            byte[] payload = new byte[header.getInt()];
            Frame frame = new Frame(header.getShort(), header.getShort(), header.getInt(), payload);
            input.readFully(payload);
            input.skipNBytes(padded(payload.length) - payload.length);
            return frame;
        }

        boolean isAtEnd() throws IOException {
            return input.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    static byte[] frame(int type, int flags, int requestId, byte[] payload) {
        return ByteBuffer.allocate(HEADER_LENGTH + padded(payload.length))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload.length)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(requestId)
                .putInt(0)
                .put(payload)
                .array();
    }

    private static int padded(int length) {
        return (length + 7) & ~7;
    }
}
