package io.ctpfeed.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Takes commands over loopback: one a line (see {@link Commands}), each answered by one line of JSON with {@code ok}, and
 * {@code error} where it failed. Each connection has a thread of its own.
 */
final class ControlPort implements AutoCloseable {
    private final Commands commands;
    private final ObjectMapper json = new ObjectMapper();
    private final ServerSocket listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

    ControlPort(StandIn standIn) throws IOException {
        commands = new Commands(standIn);
        daemon("standin-control", this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void listen() {
        try {
            while (true) {
                Socket peer = listening.accept();
                daemon("standin-control-" + peer.getPort(), () -> serve(peer));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket peer) {
        try (peer;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = peer.getOutputStream();
            for (String line; (line = in.readLine()) != null; ) {
                out.write((json.writeValueAsString(answer(line)) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            // The peer is gone.
        }
    }

    private Map<String, Object> answer(String line) {
        try {
            return commands.run(line);
        } catch (RuntimeException e) {
            return Map.of("ok", false, "error", "'" + line + "': " + e.getMessage());
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
