package io.ctpfeed.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a client and a server. It can hold back what either says, for the connections there are, and cut them:
 * what it holds is gone then.
 */
final class HoldingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean holdRequests;
    private volatile boolean holdAnswers;
    private volatile boolean refuse;
    private volatile CountDownLatch delay = new CountDownLatch(0);

    HoldingProxy(String url) throws IOException {
        port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
        daemon(this::accept);
    }

    String url() {
        return "nats://127.0.0.1:" + listening.getLocalPort();
    }

    void holdAnswers() {
        holdAnswers = true;
    }

    void holdRequests() {
        holdRequests = true;
    }

    /** What is said over the connections there are comes through only when that is counted down, even if they end. */
    CountDownLatch delayRequests() {
        CountDownLatch release = new CountDownLatch(1);
        delay = release;
        return release;
    }

    /** What is held is gone, and nobody gets through. */
    void cut() throws IOException {
        refuse = true;
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
        holdRequests = false;
        holdAnswers = false;
    }

    void restore() {
        refuse = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (refuse) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.addAll(List.of(client, server));
                CountDownLatch passed = delay;
                daemon(() -> pump(client, server, true, passed));
                daemon(() -> pump(server, client, false, passed));
            } catch (IOException e) {
                // the server is away, or the test is over: the client's next read says so
            }
        }
    }

    /** @param passed a delay that was ordered before this connection came */
    private void pump(Socket from, Socket to, boolean requests, CountDownLatch passed) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (requests && delay != passed) {
                    delay.await();
                }
                if (!(requests ? holdRequests : holdAnswers)) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // cut
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
