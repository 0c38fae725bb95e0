package io.ctpfeed.drill.failure;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client of NATS that subscribes all ticks, several times over, and reads none of them. One thread. */
final class SlowConsumer implements AutoCloseable {
    private static final int SUBSCRIPTIONS = 6;
    private static final int RECEIVE_BYTES = 4_096;

    private final Socket socket = new Socket();

    SlowConsumer(String server) throws IOException {
        URI uri = URI.create(server);
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        StringBuilder text = new StringBuilder("CONNECT {\"verbose\":false,\"name\":\"slow\"}\r\n");
        for (int i = 1; i <= SUBSCRIPTIONS; i++) {
            text.append("SUB md.tick.> ").append(i).append("\r\n");
        }
        say(text.toString());
    }

    /** Whether the server has cut it off. */
    boolean isCutOff() {
        try {
            say("PING\r\n");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void say(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
