package io.ctpfeed.standin.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** One listening port on loopback, which can be shut (connections are refused) and opened again. Any thread. */
final class Door implements AutoCloseable {
    private static final int SEND_BUFFER = 1 << 20;

    private final String name;
    private final Consumer<SocketChannel> visitor;
    private int port;
    private ServerSocketChannel listening;

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
        Thread thread = new Thread(() -> receive(channel), "standin-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void shut() throws IOException {
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }

    @Override
    public void close() throws IOException {
        shut();
    }

    private void receive(ServerSocketChannel channel) {
        try {
            while (channel.isOpen()) {
                SocketChannel visit = channel.accept();
                visit.setOption(StandardSocketOptions.TCP_NODELAY, true);
                visit.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
                visitor.accept(visit);
            }
        } catch (IOException e) {
            // Shut.
        }
    }
}
