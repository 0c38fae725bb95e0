package io.ctpfeed.standin.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening port on loopback, which can be shut (connections are refused) and opened again. Any thread. */
final class Door implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int SEND_BUFFER = 1 << 20;
    private static final int LONGEST_GOODBYE_MILLIS = 2_000;

    private final String name;
    private final Consumer<SocketChannel> visitor;
    private int port;
    private ServerSocketChannel listening;
    private Thread receiver;

    Door(String name, int port, Consumer<SocketChannel> visitor) throws IOException {
        this.name = name;
        this.port = port;
        this.visitor = visitor;
        open();
    }

    String address() {
        return "tcp://127.0.0.1:" + port;
    }

    synchronized void open() throws IOException {
        if (listening != null) {
            return;
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            channel.close();
            throw new IOException(name + ": port " + port + " cannot be opened: " + e.getMessage(), e);
        }
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        listening = channel;
        receiver = new Thread(() -> receive(channel), "standin-" + name);
        receiver.setDaemon(true);
        receiver.start();
    }

    /** Returns when nobody is let in any more. */
    synchronized void shut() throws IOException {
        if (listening == null) {
            return;
        }
        listening.close();
        listening = null;
        try {
            receiver.join(LONGEST_GOODBYE_MILLIS); // the kernel listens until its accept returns
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        shut();
    }

    private void receive(ServerSocketChannel channel) {
        try {
            while (channel.isOpen()) {
                admit(channel.accept());
            }
        } catch (IOException e) {
            // Shut.
        }
    }

    /** One that cannot be let in must not keep out those behind it. */
    private void admit(SocketChannel visit) throws IOException {
        try {
            visit.setOption(StandardSocketOptions.TCP_NODELAY, true);
            visit.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            visitor.accept(visit);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: a connection is closed: {}", name, e.toString(), e);
            visit.close();
        }
    }
}
