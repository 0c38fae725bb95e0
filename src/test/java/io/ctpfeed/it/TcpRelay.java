package io.ctpfeed.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a front, from a port where nothing answers before it is there and after it is closed. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket door;
    private final URI front;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** @param front {@code tcp://HOST:PORT} */
    TcpRelay(int port, String front) throws IOException {
        this.front = URI.create(front);
        this.door = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket from = door.accept();
                Socket to = new Socket(front.getHost(), front.getPort());
                open.addAll(List.of(from, to));
                daemon(() -> pass(from, to));
                daemon(() -> pass(to, from));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them is closed, and now both are
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
