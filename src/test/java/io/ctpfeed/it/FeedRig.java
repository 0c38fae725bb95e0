package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.drill.Folders;
import io.ctpfeed.drill.TrialResult;
import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A {@link FeedTrial} on copies of the shipped routes and configuration, which may be edited, with a reader of events. */
final class FeedRig implements AutoCloseable {
    static final Path SHIPPED = Path.of("").toAbsolutePath();

    /** Fast where the shipped values are gentle with real fronts. */
    static final Map<String, String> BRISK = Map.of(
            "subscription.instruments-per-second", "25000",
            "subscription.retry-millis", "200",
            "source.reconnect-backoff-min-millis", "100",
            "source.reconnect-backoff-max-millis", "500",
            "nats.reconnect-wait-millis", "100",
            "nats.monitoring-port", "0");

    private final Path routes;
    private final Path config;
    private final FeedTrial trial;
    private final EventReader events;

    /** Everything is up and subscribed; the market stands still. @param more properties over the brisk ones */
    FeedRig(Path folder, StandInOptions market, Map<String, String> more) throws Exception {
        routes = copy(SHIPPED.resolve("routes"), folder.resolve("routes"));
        config = copy(SHIPPED.resolve("config"), folder.resolve("config"));
        trial = new FeedTrial(plan(folder, market, more));
        try {
            events = new EventReader(trial.nats().url());
        } catch (Exception | Error e) {
            trial.close();
            throw e;
        }
    }

    /** As {@code more} of the constructor: each account carries all of the market, as shipped. */
    static final Map<String, String> HOT =
            Map.of("ctp.accounts.primary.share", "1/1", "ctp.accounts.backup.share", "1/1");

    FeedRig(Path folder, int instruments) throws Exception {
        this(folder, StandInOptions.DEFAULT.withInstruments(instruments), Map.of());
        subscribed();
    }

    /** What to try on the routes and the configuration of a folder. */
    static FeedTrial.Plan plan(Path folder, StandInOptions market, Map<String, String> more) {
        Map<String, String> properties = new LinkedHashMap<>(BRISK);
        properties.putAll(io.ctpfeed.drill.FeedRig.HALVES); // what most tests are about is told by one line
        properties.putAll(more);
        return new FeedTrial.Plan(
                market, folder, folder.resolve("config"), folder.resolve("routes"), Purpose.TEST, properties);
    }

    /** All that lies in a directory, and in those below it. */
    static Path copy(Path from, Path to) {
        try {
            Folders.copy(from, to);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FeedTrial trial() {
        return trial;
    }

    FeedService service() {
        return trial.service();
    }

    EventReader events() {
        return events;
    }

    Path routes() {
        return routes;
    }

    Path config() {
        return config;
    }

    MarketDataSource source(String account) {
        return service().sources().source(account);
    }

    SourceState state(String account) {
        return source(account).state();
    }

    FeedRig subscribed() throws Exception {
        trial.awaitSubscribed(Duration.ofSeconds(30));
        return this;
    }

    FeedRig flowing(double ticksPerSecond) {
        trial.pace(Pace.evenly(ticksPerSecond));
        moreTicks();
        return this;
    }

    /** Has each account ask for its list anew, and subscribe it without being waited for. */
    void askForLists() throws IOException {
        try (ProducerTemplate template = service().context().createProducerTemplate()) {
            io.ctpfeed.drill.FeedRig.ACCOUNTS.forEach(
                    account -> template.requestBody("direct:subscribe-" + account, ""));
        }
    }

    /** Waits until further ticks were read back from NATS. */
    void moreTicks() {
        long before = trial.verifier().read();
        await("ticks flow").until(() -> trial.verifier().read() > before + 200);
    }

    /** Stops the market, and fails unless every tick so far went the whole way once and in order. */
    TrialResult flawless() throws Exception {
        TrialResult result = trial.finish();
        assertEquals(
                "lost 0, doubled 0, altered 0, out of order 0",
                "lost " + result.lost() + ", doubled " + result.doubled() + ", altered " + result.altered()
                        + ", out of order " + result.outOfOrder(),
                () -> result + " " + String.join("\n", trial.verifier().examples()));
        return result;
    }

    /** Snapshots, sessions and whatever else the fronts count, of all fronts together. */
    long fronts(String figure) {
        long sum = 0;
        for (JsonNode front : trial.standIn().command("report").path("fronts")) {
            sum += front.path(figure).asLong();
        }
        return sum;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An edit that must come into force. */
    void edit(Path file, UnaryOperator<String> change) {
        applied(() -> write(file, change.apply(read(file))));
    }

    /** Something that must lead to a change of what runs. */
    void applied(Runnable change) {
        long before = service().reload().applied();
        change.run();
        await("edit applied").until(() -> service().reload().applied() > before);
    }

    /** Something that must be refused. @return the event that says so, read back from NATS */
    JsonNode refused(Runnable change) {
        long before = service().reload().refused();
        events.clear();
        change.run();
        await("edit refused").until(() -> service().reload().refused() > before);
        return events.await("edit-refused").path("details");
    }

    List<String> routesRunning() {
        return service().context().getRoutes().stream()
                .map(route -> route.getId())
                .sorted()
                .toList();
    }

    static ConditionFactory await(String what) {
        return Awaitility.await(what).pollInterval(20, TimeUnit.MILLISECONDS).atMost(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        try {
            events.close();
        } finally {
            trial.close();
        }
    }
}
