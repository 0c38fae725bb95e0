package io.ctpfeed.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real nats-server on a free loopback port, for as long as a trial lasts. One thread. */
public final class NatsServer implements AutoCloseable {
    private static final int TRIES = 400;
    private static final long TRY_MILLIS = 25;
    private static final long END_SECONDS = 5;

    private static final long GRACE_SECONDS = 5;

    private final int port;
    private final List<String> command;
    private final Thread hook;
    private Process process;

    /** Starts one without JetStream, and waits until it answers. */
    public NatsServer() throws IOException, InterruptedException {
        this(List.of());
    }

    /** Starts it as {@code ctpfeed start} does, and waits until it answers. @param store where JetStream keeps things */
    public NatsServer(Path config, Path store) throws IOException, InterruptedException {
        this(List.of("--config", config.toString(), "--store_dir", store.toString()));
    }

    private NatsServer(List<String> more) throws IOException, InterruptedException {
        this(freePort(), more);
        start();
    }

    private NatsServer(int port, List<String> more) {
        this.port = port;
        command = new ArrayList<>(List.of("nats-server", "--addr", "127.0.0.1", "--port", String.valueOf(port)));
        command.addAll(more);
        // Should this process be ended, the server must not outlive it for long; who closes in order comes first.
        hook = new Thread(this::endAfterGrace, "nats-server-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts several that are one, and waits until each answers. @param stores a directory with one for each of them */
    static List<NatsServer> cluster(int size, Path config, Path stores) throws IOException, InterruptedException {
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            routes.add("nats://127.0.0.1:" + freePort());
        }
        List<NatsServer> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String store = stores.resolve("nats" + i).toString();
            List<String> more = new ArrayList<>(List.of("--config", config.toString(), "--store_dir", store));
            more.addAll(List.of("--name", "node" + i, "--cluster_name", "trial", "--cluster", routes.get(i)));
            more.addAll(List.of("--routes", String.join(",", routes)));
            nodes.add(new NatsServer(freePort(), more));
        }
        try {
            for (NatsServer node : nodes) {
                node.start();
            }
            return nodes;
        } catch (IOException | InterruptedException e) {
            for (NatsServer node : nodes) {
                node.close();
            }
            throw e;
        }
    }

    /** Starts it, at first or again: on the same port, with the same store. Waits until it answers. */
    public synchronized void start() throws IOException, InterruptedException {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException("nats-server is not on the path; run: apt-get install nats-server", e);
        }
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            if (answers()) {
                return;
            }
            process.waitFor(TRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        close();
        throw new IOException("nats-server did not answer on 127.0.0.1:" + port);
    }

    /** Ends it as an operator does. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends it in the middle of whatever it does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending: the hook runs, and finds the server gone.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void endAfterGrace() {
        if (process == null) {
            return;
        }
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroy();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == 'I';
        } catch (IOException e) {
            return false;
        }
    }
}
