package io.ctpfeed.it;

import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts rung by what they are for, on the real Prometheus and Alertmanager. All of them by figures: {@code AlertRulesTest}. Not
 * here are those that need hours of the day (calendar, reconciliation, a checkpoint that is overdue) or a client that the server
 * cuts off.
 */
@Tag("long")
class AlertsByFaultTest {
    /** Windows of some alerts are minutes, and are not made shorter. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private FeedRig rig;
    private Monitoring monitoring;

    @Test
    void eachFaultRings(@TempDir Path folder) throws Exception {
        int port = Monitoring.freePort();
        Map<String, String> more = new HashMap<>(FeedRig.HOT);
        more.put("ops.http-port", String.valueOf(port));
        more.put("inspection.interval-seconds", "1");
        more.put("recovery.automatic", "off");
        more.put("journal.max-mebibytes", "4");
        more.put("source.ring-capacity-ticks", "1024");
        more.put("alerts.downstream-messages", "10");
        try (FeedRig feed = new FeedRig(folder, StandInOptions.DEFAULT.withInstruments(60), more).subscribed();
                Monitoring watch = new Monitoring(Files.createDirectory(folder.resolve("monitoring")), port)) {
            rig = feed;
            monitoring = watch;
            rig.flowing(500);
            rings("CtpfeedDownstreamLag", this::aConsumerThatDoesNotRead);
            rings("CtpfeedMissedTicks", () -> front("1 ticks skip every 10"));
            front("1 clear");
            rings("CtpfeedExchangeLatency", () -> {
                front("1 lag 6000");
                front("2 lag 6000");
            });
            front("1 clear");
            front("2 clear");
            rings("CtpfeedCoverage", () -> {
                for (int front = 1; front <= 2; front++) {
                    front(front + " reject-next 20");
                    front(front + " drop 4097");
                }
            });
            front("1 refuse on");
            rings("CtpfeedSourceDown", () -> front("1 drop 4097"));
            rings("CtpfeedFailover", () -> {});
            rings("CtpfeedCheckpointFailed", () -> {
                try (ProducerTemplate template = rig.service().context().createProducerTemplate()) {
                    template.requestBody("direct:checkpoint", "");
                }
            });
            front("1 refuse off");
            rings("CtpfeedDisconnects", () -> {
                for (int i = 0; i < 3; i++) {
                    FeedRig.await("primary is back").until(() -> rig.state("primary") == SourceState.READY);
                    front("1 drop 4097");
                    FeedRig.await("primary is away").until(() -> rig.state("primary") != SourceState.READY);
                }
            });
            rings("CtpfeedStoppedByHand", () -> rig.source("backup").stop());
            rings(
                    "CtpfeedRingBacklog",
                    () -> rig.service().context().getRouteController().suspendRoute("source-primary"));
            rings("CtpfeedTicksLost", () -> {});
            rings(
                    "CtpfeedPublishLatency",
                    () -> rig.service().context().getRouteController().resumeRoute("source-primary"));
            rings("CtpfeedNatsDown", () -> rig.trial().nats().stop());
            rings("CtpfeedJournalBacklog", () -> rig.trial().pace(Pace.evenly(3_000)));
            rings("CtpfeedNoTicks", () -> rig.trial().pace(Pace.onCommand()));
            rig.trial().nats().start();
            rings("CtpfeedDown", () -> rig.service().close());
        }
    }

    private void aConsumerThatDoesNotRead() throws Exception {
        try (Connection nats = Nats.connect(rig.trial().nats().url())) {
            nats.jetStreamManagement()
                    .addOrUpdateConsumer(
                            "md-ticks",
                            ConsumerConfiguration.builder().durable("desk").build());
        }
    }

    /** What happens rings it; Alertmanager may hold it back for another one, so it is Prometheus that is asked. */
    private void rings(String alert, Fault fault) throws Exception {
        fault.happens();
        Awaitility.await(alert)
                .atMost(PATIENCE)
                .until(() -> monitoring.value("count(ALERTS{alertstate=\"firing\",alertname=\"" + alert + "\"})") > 0);
    }

    private void front(String command) {
        rig.trial().standIn().command("front " + command);
    }

    @FunctionalInterface
    private interface Fault {
        void happens() throws Exception;
    }
}
