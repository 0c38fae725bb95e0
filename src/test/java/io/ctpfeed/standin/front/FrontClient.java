package io.ctpfeed.standin.front;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** What the stand-in library is to a front, without the library: speaks the protocol over one connection. */
final class FrontClient implements AutoCloseable {
    private final SocketChannel channel;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<Frame> ticks = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    private volatile boolean ended;

    /** @param type of the frame; for the payload see the protocol */
    record Frame(int type, int flags, int requestId, byte[] payload) {
        boolean isLast() {
            return (flags & Wire.LAST) != 0;
        }

        UnsafeBuffer struct() {
            return new UnsafeBuffer(payload);
        }

        String text(int at, int length) {
            return Structs.text(payload, at, length);
        }

        int errorId() {
            return struct().getInt(payload.length - RspInfo.LENGTH);
        }

        String errorText() {
            return text(payload.length - RspInfo.LENGTH + 4, 81);
        }
    }

    FrontClient(String address, int kind) throws IOException {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        send(
                Wire.HELLO,
                0,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(kind)
                        .put("test".getBytes(StandardCharsets.US_ASCII))
                        .array());
        Thread reader = new Thread(this::read, "front-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** A market-data session that has logged in. */
    static FrontClient loggedIn(Front front) throws IOException {
        FrontClient client = new FrontClient(front.marketDataAddress(), Wire.KIND_MARKET_DATA);
        client.logIn(Wire.MD_LOGIN, "standin", "standin");
        client.one(Wire.MD_RSP_LOGIN);
        return client;
    }

    /** A trader session that has authenticated and logged in. */
    static FrontClient trader(Front front) throws IOException {
        FrontClient client = new FrontClient(front.traderAddress(), Wire.KIND_TRADER);
        client.authenticate("0000000000000000");
        client.one(Wire.TD_RSP_AUTHENTICATE);
        client.logIn(Wire.TD_LOGIN, "standin", "standin");
        client.one(Wire.TD_RSP_LOGIN);
        return client;
    }

    void logIn(int type, String user, String password) throws IOException {
        byte[] body = new byte[264];
        put(body, 9, "9999");
        put(body, 20, user);
        put(body, 36, password);
        send(type, 7, body);
    }

    void authenticate(String authCode) throws IOException {
        byte[] body = new byte[88];
        put(body, 0, "9999");
        put(body, 11, "standin");
        put(body, 38, authCode);
        put(body, 55, "ctpfeed");
        send(Wire.TD_AUTHENTICATE, 6, body);
    }

    void subscribe(Collection<String> codes) throws IOException {
        send(Wire.MD_SUBSCRIBE, 0, codes(codes));
    }

    void unsubscribe(Collection<String> codes) throws IOException {
        send(Wire.MD_UNSUBSCRIBE, 0, codes(codes));
    }

    void send(int type, int requestId, byte[] body) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Wire.framed(body.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(body.length)
                .putShort((short) type)
                .putShort((short) 0)
                .putInt(requestId)
                .putInt(0)
                .put(body);
        bytes.position(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Announces a payload and sends none. */
    void sendHeader(int type, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Wire.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, length).putShort(4, (short) type);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** All but ticks. */
    List<Frame> frames(int type) {
        return frames.stream().filter(frame -> frame.type == type).toList();
    }

    /** Waits for a first frame of that type. */
    Frame one(int type) {
        await().until(() -> !frames(type).isEmpty());
        return frames(type).get(0);
    }

    /** Waits for the last frame of an answer, and returns all of it. */
    List<Frame> answer(int type) {
        await().until(() -> frames(type).stream().anyMatch(Frame::isLast));
        return frames(type);
    }

    List<Frame> ticks() {
        synchronized (ticks) {
            return List.copyOf(ticks);
        }
    }

    int tickCount() {
        return ticks.size();
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static void put(byte[] body, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, body, at, bytes.length);
    }

    private static byte[] codes(Collection<String> codes) {
        byte[] body = new byte[codes.size() * Wire.CODE_LENGTH];
        int at = 0;
        for (String code : codes) {
            put(body, at, code);
            at += Wire.CODE_LENGTH;
        }
        return body;
    }

    private void read() {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (channel.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.remaining() >= Wire.HEADER_LENGTH
                        && bytes.remaining() >= Wire.framed(bytes.getInt(bytes.position()))) {
                    take(bytes);
                }
                bytes.compact();
            }
        } catch (IOException e) {
            // Ended all the same.
        }
        ended = true;
    }

    private void take(ByteBuffer bytes) {
        int at = bytes.position();
        int length = bytes.getInt(at);
        byte[] payload = Arrays.copyOfRange(bytes.array(), at + Wire.HEADER_LENGTH, at + Wire.HEADER_LENGTH + length);
        Frame frame = new Frame(bytes.getShort(at + 4) & 0xFFFF, bytes.getShort(at + 6), bytes.getInt(at + 8), payload);
        (frame.type == Wire.MD_TICK && length == 584 ? ticks : frames).add(frame);
        bytes.position(at + Wire.framed(length));
    }
}
