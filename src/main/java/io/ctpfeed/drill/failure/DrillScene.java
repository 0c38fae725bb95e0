package io.ctpfeed.drill.failure;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.drill.Fronts;
import io.ctpfeed.drill.NatsServer;
import io.ctpfeed.service.FeedService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Where a drill acts: fronts, NATS, service and its files, and what the drill notes on the way. One thread. */
final class DrillScene {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DrillRig rig;
    private final Duration lasts;
    private final long since;
    private final Map<String, Long> faultsBefore = new HashMap<>();
    private final Map<String, Object> notes = new HashMap<>();

    /** @param since nanoseconds since 1970 */
    DrillScene(DrillRig rig, Duration lasts, long since) {
        this.rig = rig;
        this.lasts = lasts;
        this.since = since;
        for (int front = 1; front <= FeedRig.ACCOUNTS.size(); front++) {
            int number = front;
            for (Map.Entry<String, JsonNode> fault :
                    report(front).path("faults").properties()) {
                faultsBefore.put(number + fault.getKey(), fault.getValue().asLong());
            }
        }
    }

    /** A command to a front. @param number from 1 */
    void front(int number, String words) {
        fronts().front(number, words);
    }

    /** A command to each front. */
    void eachFront(String words) {
        for (int front = 1; front <= FeedRig.ACCOUNTS.size(); front++) {
            front(front, words);
        }
    }

    /** How often a front's fault happened within this drill, as the front counts. */
    long happened(int number, String fault) {
        return report(number).path("faults").path(fault).asLong() - faultsBefore.getOrDefault(number + fault, 0L);
    }

    JsonNode report(int number) {
        return fronts().front(number, "report");
    }

    Fronts fronts() {
        return rig.feed().fronts();
    }

    List<NatsServer> nats() {
        return rig.feed().natsNodes();
    }

    /** Null where it has a process of its own. */
    FeedService service() {
        return rig.feed().service();
    }

    ServiceProcess process() {
        return rig.process();
    }

    /** A file of the installation under test, which may be edited. */
    Path file(String name) {
        return rig.home().resolve(name);
    }

    /** Whether the service told of it since the failure. @param source account or part; empty: any */
    boolean told(String event, String source) {
        return rig.events().since(since).stream()
                .anyMatch(seen -> seen.name().equals(event)
                        && (source.isEmpty() || seen.source().equals(source)));
    }

    long ticksRead() {
        return rig.verifier().read();
    }

    /** Whether each line has subscribed the whole market, as its front says. */
    boolean isSubscribed() {
        return rig.isSubscribed();
    }

    void awaitSubscribed() throws InterruptedException, TimeoutException {
        await("all subscribed again", this::isSubscribed);
    }

    /** Fronts that were held up send at once what the others have sent meanwhile. */
    void catchUp() {
        fronts().level(rig.market());
    }

    void awaitTicks() throws InterruptedException, TimeoutException {
        long before = ticksRead();
        await("ticks", () -> ticksRead() > before + DrillRig.TICKS_PER_SECOND / 10);
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException, TimeoutException {
        FeedRig.await(PATIENCE, what, condition);
    }

    Duration lasts() {
        return lasts;
    }

    /** Something to be found again at the end. */
    void note(String name, Object value) {
        notes.put(name, value);
    }

    <T> T noted(String name, Class<T> type) {
        return type.cast(notes.get(name));
    }

    /** Lets time pass, as the failure lasts. */
    void hold(Duration time) throws InterruptedException {
        pass(time);
    }

    static void pass(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            FeedRig.pause();
        }
    }
}
