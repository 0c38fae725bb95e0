package io.ctpfeed.service.reload;

import io.ctpfeed.tick.FeedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;

/** A context with routes/ and config/ of its own, and everything the reload says written down. */
final class ReloadRig implements AutoCloseable {
    final DefaultCamelContext context = new DefaultCamelContext();
    final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    final List<Object> received = Collections.synchronizedList(new ArrayList<>());
    final List<List<String>> scopes = new ArrayList<>();
    final List<PropertyChange> told = new CopyOnWriteArrayList<>();
    final Map<String, String> overruled = new ConcurrentHashMap<>();
    final Path routes;
    final Path config;
    final LiveReload reload;

    ReloadRig(Path folder) {
        try {
            routes = Files.createDirectory(folder.resolve("routes"));
            config = Files.createDirectory(folder.resolve("config")).resolve("application.properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.disableJMX();
        context.getRegistry().bind("sink", (Processor)
                exchange -> received.add(exchange.getMessage().getBody()));
        reload = new LiveReload(
                context,
                routes,
                config,
                events::add,
                this::open,
                parameters -> "absent".equals(parameters.get("account")),
                new Listener());
    }

    /** Applies live.* and what routes use, but for timeout, which the service has read, too; refuses the word unknown. */
    private final class Listener implements PropertyListener {
        @Override
        public List<Finding> check(Path file, String text) {
            return text.contains("unknown")
                    ? List.of(new Finding(file, 0, "unknown: no such property; take it out"))
                    : List.of();
        }

        @Override
        public Optional<String> overruledBy(String key) {
            return Optional.ofNullable(overruled.get(key));
        }

        @Override
        public boolean apply(PropertyChange change, boolean usedByRoutes) {
            told.add(change);
            return change.key().startsWith("live.")
                    || usedByRoutes && !change.key().equals("timeout");
        }
    }

    private ReplaceScope open(Collection<String> ids) {
        scopes.add(List.copyOf(ids));
        return () -> scopes.add(List.of("closed"));
    }

    /** Loads, and starts the context. */
    ReloadRig running() throws Exception {
        ReloadResult loaded = reload.load();
        if (!loaded.isClean()) {
            throw new IllegalStateException(loaded.findings().toString());
        }
        context.start();
        return this;
    }

    void write(String file, String text) {
        try {
            Files.writeString(routes.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String file) throws IOException {
        Files.delete(routes.resolve(file));
    }

    void properties(String... lines) {
        try {
            Files.writeString(config, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Object ask(String endpoint) {
        return context.createFluentProducerTemplate().to(endpoint).withBody("?").request();
    }

    Route route(String id) {
        return context.getRoute(id);
    }

    boolean isRunning(String id) {
        return context.getRouteController().getRouteStatus(id) == ServiceStatus.Started;
    }

    List<String> eventNames() {
        return events.stream().map(FeedEvent::name).toList();
    }

    @Override
    public void close() {
        reload.stop();
        context.stop();
    }

    /** A route that answers with a constant. */
    static String answering(String id, String answer) {
        return """
                - route:
                    id: %1$s
                    description: answers
                    from:
                      uri: direct:%1$s
                      steps:
                        - setBody:
                            constant: "%2$s"
                """
                .formatted(id, answer);
    }
}
