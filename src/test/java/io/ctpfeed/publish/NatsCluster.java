package io.ctpfeed.publish;

import io.nats.client.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Some nats-servers that are one, on loopback ports of their own. */
final class NatsCluster implements AutoCloseable {
    private final List<NatsServerProcess> servers = new ArrayList<>();

    /** @param stores where streams lie, a directory each; null for none */
    NatsCluster(int size, Path stores) throws IOException {
        List<String> routes = new ArrayList<>();
        List<ServerSocket> held = new ArrayList<>(); // so that no port is given twice
        for (int i = 0; i < size; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            routes.add("nats://127.0.0.1:" + socket.getLocalPort());
            servers.add(NatsServerProcess.onFreePort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        for (int i = 0; i < size; i++) {
            List<String> options = new ArrayList<>(List.of("-n", "node" + i, "--cluster_name", "trial"));
            options.addAll(List.of("--cluster", routes.get(i), "--routes", String.join(",", routes)));
            if (stores != null) {
                options.addAll(List.of("-js", "-sd", stores.resolve("node" + i).toString()));
            }
            servers.get(i).start(options.toArray(String[]::new));
        }
    }

    String url() {
        return servers.stream().map(NatsServerProcess::url).collect(Collectors.joining(","));
    }

    /** The server a connection has. */
    NatsServerProcess of(Connection connection) {
        return servers.stream()
                .filter(server -> server.url().equals(connection.getConnectedUrl()))
                .findFirst()
                .orElseThrow();
    }

    NatsServerProcess otherThan(NatsServerProcess one) {
        return servers.stream().filter(server -> server != one).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        servers.forEach(NatsServerProcess::close);
    }
}
