package io.ctpfeed.publish;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** The real nats-server on a loopback port of its own, which it keeps when it is stopped and started again. */
public final class NatsServerProcess implements AutoCloseable {
    private final int port;
    private final AtomicInteger resubscribed = new AtomicInteger();
    private Process process;

    private NatsServerProcess(int port) {
        this.port = port;
    }

    /** Not started yet. */
    public static NatsServerProcess onFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new NatsServerProcess(socket.getLocalPort());
        }
    }

    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    public NatsServerProcess start(String... more) throws IOException {
        java.util.List<String> command = new java.util.ArrayList<>(
                java.util.List.of("nats-server", "-a", "127.0.0.1", "-p", String.valueOf(port)));
        command.addAll(java.util.List.of(more));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(this::answers);
        return this;
    }

    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** At once, whatever it holds. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** It is about to stop, and says so: lame duck. */
    public void lameDuck() throws IOException, InterruptedException {
        signal("-USR2");
    }

    /** The server stays up and does nothing: what is sent to it piles up. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** A connection that has nothing to do with the one under test. */
    public Connection observer() throws IOException, InterruptedException {
        return Nats.connect(new Options.Builder()
                .server(url())
                .maxReconnects(-1)
                .reconnectWait(java.time.Duration.ofMillis(50))
                .connectionListener((connection, event) -> {
                    if (event == ConnectionListener.Events.RESUBSCRIBED) {
                        resubscribed.incrementAndGet();
                    }
                })
                .build());
    }

    /** How often an observer has got its subscriptions back; that it is connected again does not say so yet. */
    public int resubscribed() {
        return resubscribed.get();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == 'I';
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}
