package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.cli.RunningService;
import io.ctpfeed.quality.DayPart;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.InstrumentProgress;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.WallClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspection and recovery in a running service, on the shipped routes. The market begins at 09:30. */
class InspectionTest {
    private static final int INSTRUMENTS = 400;
    private static final Map<String, String> QUICK = Map.of(
            "inspection.interval-seconds", "1",
            "recovery.interval-seconds", "1",
            "recovery.missing-seconds", "1",
            "recovery.silent-source-seconds", "10",
            "recovery.restarts-an-hour", "1",
            "recovery.pause-seconds", "1",
            "source.connect-timeout-millis", "2000");
    /** Routes wait to be called. */
    private static final Map<String, String> ON_DEMAND = Map.of(
            "inspection.interval-seconds", "80000",
            "recovery.interval-seconds", "80000",
            "recovery.silent-source-seconds", "10");

    @TempDir
    private Path folder;

    @Test
    void aLostSubscriptionIsMendedAndASilentFrontRestartedAsOftenAsItMayBe() throws Exception {
        try (FeedRig rig = rig(QUICK)) {
            String lost = rig.source("primary").wanted().iterator().next();
            rig.source("primary").unsubscribe(List.of(lost));
            rig.events().await("resubscribed", event -> event.path("details")
                    .toString()
                    .contains('"' + lost + '"'));
            FeedRig.await("subscribed again").until(() -> isSubscribed(rig, lost));

            rig.flowing(2_000);
            rig.trial().standIn().command("front 1 half-open"); // the link is up, and nothing comes
            JsonNode restart = rig.events().await("restarting");
            assertEquals("primary", restart.path("source").asText());
            FeedRig.await("logged in again").until(() -> rig.state("primary") == SourceState.READY);
            rig.subscribed();
            FeedRig.await("ticks again")
                    .until(() -> rig.source("primary").status().ticking() > 50);

            rig.trial().standIn().command("front 1 half-open");
            rig.events().await("limit-reached");
            rig.events().await("escalated");
            assertEquals(1, rig.events().named("restarting").size());
            JsonNode kept = new ObjectMapper()
                    .readTree(folder.resolve("run/recovery-standin.json").toFile());
            assertEquals(1, kept.at("/accounts/primary/restarts").size(), "kept for a service that comes after");
            assertEquals(SourceState.READY, rig.state("primary"));
            assertEquals(INSTRUMENTS, gauge(rig, "ctpfeed.coverage", "should"));
        }
    }

    @Test
    void whatWasStoppedByHandStaysStoppedAndAFixMendsAtOnce() throws Exception {
        try (FeedRig rig = rig(ON_DEMAND)) {
            rig.flowing(2_000);
            assertEquals(0, check(rig, Map.of()).path("exit").asInt());

            String lost = rig.source("backup").wanted().iterator().next();
            rig.source("backup").unsubscribe(List.of(lost));
            JsonNode found = check(rig, Map.of());
            assertEquals(7, found.path("exit").asInt(), found.toString());
            assertTrue(found.path("accounts").toString().contains("\"notSubscribed\":[\"" + lost + "\"]"));
            JsonNode mended = check(rig, Map.of("fix", true));
            assertEquals(0, mended.path("exit").asInt(), mended.toString());
            assertTrue(isSubscribed(rig, lost));

            // Last: a login that comes back renews the contract list, and with it what is subscribed.
            rig.source("backup").stop().join();
            JsonNode stopped = check(rig, Map.of("fix", true));
            assertEquals(5, stopped.path("exit").asInt(), stopped.toString());
            assertTrue(stopped.path("accounts").get(0).path("stoppedByHand").asBoolean());
            assertEquals(List.of(), route(rig, "direct:recovery"));
            assertEquals(SourceState.STOPPED, rig.state("backup"));
        }
    }

    @Test
    void silenceCountsInSessionAloneAndOfAWholeMarketMeansNoRestart() throws Exception {
        try (FeedRig rig = rig(ON_DEMAND)) {
            rig.flowing(4_000);
            List<Instrument> all = new ArrayList<>();
            rig.source("primary")
                    .wanted()
                    .forEach(code -> all.add(rig.service().instruments().of(code)));
            FeedRig.await("some pace is known").until(() -> all.stream()
                    .anyMatch(each -> rig.service().quality().pace().limit(each, DayPart.MORNING_1) > 0));
            rig.trial().pace(Pace.onCommand());
            route(rig, "direct:health-sweep"); // from now on they may be called silent

            Inspection morning = at(rig, "2026-01-06T10:10:00");
            assertTrue(morning.total().silent() > 0, morning.total().toString());
            assertEquals(List.of(), route(rig, "direct:recovery"), "nobody else ticks");

            for (String moment : List.of("2026-01-06T12:00:00", "2026-01-06T22:00:00")) {
                Inspection quiet = at(rig, moment);
                assertEquals(0, quiet.total().silent(), moment);
                assertEquals(List.of(), route(rig, "direct:recovery"), moment);
            }
            assertEquals(-1, at(rig, "2026-01-06T12:00:00").accounts().get(0).silentMillis());
            assertNull(at(rig, "2026-01-10T12:00:00"), "nobody inspects on a Saturday");
            assertEquals(0, rig.events().named("restarting").size());
        }
    }

    private FeedRig rig(Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put("ops.run-dir", folder.resolve("run").toString());
        FeedRig rig = new FeedRig(folder, StandInOptions.DEFAULT.withInstruments(INSTRUMENTS), all);
        rig.subscribed();
        FeedRig.await("runs have ended")
                .until(() -> rig.events().named("run-ended").size() == 2);
        return rig;
    }

    private static Inspection at(FeedRig rig, String moment) throws Exception {
        WallClock.simulate(MarketTime.epochNanos(LocalDateTime.parse(moment)));
        return (Inspection) route(rig, "direct:health-sweep");
    }

    private static Object route(FeedRig rig, String endpoint) throws Exception {
        try (ProducerTemplate template = rig.service().context().createProducerTemplate()) {
            return template.requestBody(endpoint, (Object) null);
        }
    }

    private JsonNode check(FeedRig rig, Map<String, Object> arguments) {
        return RunningService.find(folder.resolve("run")).command("check", arguments, line -> {});
    }

    private static boolean isSubscribed(FeedRig rig, String code) {
        return List.of("primary", "backup").stream()
                .map(account -> rig.source(account).progress().get(code))
                .anyMatch(got -> got != null && got.step() == InstrumentProgress.Step.ACKNOWLEDGED);
    }

    private static int gauge(FeedRig rig, String name, String state) {
        MeterRegistry registry =
                rig.service().context().getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class);
        return (int) registry.get(name).tag("state", state).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }
}
