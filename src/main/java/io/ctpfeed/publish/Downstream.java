package io.ctpfeed.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * How those keep up who read what is published: consumers of the declared streams by JetStream's own word, those of core NATS
 * by what the server's monitoring endpoint says of slow ones. {@link #look} asks, by a thread of its caller's; the figures may
 * be read by any.
 */
public final class Downstream {
    /** Labels are bounded: a stream with more durable consumers than this has the others together. */
    private static final int MOST_CONSUMERS = 50;

    private static final String OTHERS = "(others)";
    private static final int OK = 200;

    private final NatsLink link;
    private final Supplier<List<String>> streams;
    private final List<URI> monitoring;
    private final Duration patience;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private volatile Collection<ConsumerFigures> consumers = List.of();
    private volatile double slowConsumers = Double.NaN;

    /**
     * @param streams names of those to ask for
     * @param monitoring {@code http://HOST:PORT} of each server; none: slow consumers are not known
     * @param patience for one answer
     */
    public Downstream(NatsLink link, Supplier<List<String>> streams, List<URI> monitoring, Duration patience) {
        this.link = link;
        this.streams = streams;
        this.monitoring = List.copyOf(monitoring);
        this.patience = patience;
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    /** As last asked; empty while NATS or JetStream is away. */
    public Collection<ConsumerFigures> consumers() {
        return consumers;
    }

    /** Connections that servers cut off because they did not keep up, since the servers' start; not a number: not known. */
    public double slowConsumers() {
        return slowConsumers;
    }

    /** Asks now; waits for the answers. */
    public void look() {
        consumers = link.state() == NatsLink.State.CONNECTED ? ask() : List.of();
        slowConsumers = askMonitoring();
    }

    private Collection<ConsumerFigures> ask() {
        Map<String, ConsumerFigures> found = new TreeMap<>();
        try {
            JetStreamManagement server = link.connection()
                    .jetStreamManagement(
                            JetStreamOptions.builder().requestTimeout(patience).build());
            for (String stream : streams.get()) {
                for (ConsumerInfo each : server.getConsumers(stream)) {
                    String consumer = name(each, found.size());
                    found.merge(
                            stream + ' ' + consumer,
                            new ConsumerFigures(
                                    stream,
                                    consumer,
                                    each.getNumPending(),
                                    each.getNumAckPending(),
                                    each.getRedelivered()),
                            ConsumerFigures::and);
                }
            }
        } catch (IOException | JetStreamApiException | IllegalStateException e) {
            return List.of(); // NatsDeclarations says what is wrong with JetStream
        }
        return new ArrayList<>(found.values());
    }

    private static String name(ConsumerInfo consumer, int known) {
        if (consumer.getConsumerConfiguration().getDurable() == null) {
            return ConsumerFigures.EPHEMERAL;
        }
        return known < MOST_CONSUMERS ? consumer.getName() : OTHERS;
    }

    private double askMonitoring() {
        double sum = 0;
        int answered = 0;
        for (URI server : monitoring) {
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(server.resolve("/varz"))
                                .timeout(patience)
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == OK) {
                    sum += json.readTree(answer.body()).path("slow_consumers").asDouble();
                    answered++;
                }
            } catch (IOException e) {
                continue; // not known of this one
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Double.NaN;
            }
        }
        return answered == 0 ? Double.NaN : sum;
    }
}
