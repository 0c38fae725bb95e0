package io.ctpfeed.drill.failure;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.ctpfeed.drill.NatsServer;
import io.ctpfeed.drill.Signals;
import java.time.Duration;
import java.util.List;

/** Failures of NATS, and of those who read from it. */
final class NatsDrills {
    private static final int STUTTERS = 4;

    private NatsDrills() {}

    static List<Drill> all() {
        return List.of(
                restart(),
                away("nats-away-60s", ofSeconds(2), ofSeconds(60)),
                away("nats-away-180s", ofMillis(1500), ofSeconds(180)),
                nodeLoss(),
                slow(),
                diskFull(),
                slowConsumer());
    }

    private static Drill restart() {
        return Drill.named("nats-restart", "The NATS server is ended in order and started again.")
                .on(DrillSetup.STORED)
                .lasting(ofMillis(300), ofSeconds(5))
                .failing(scene -> server(scene).stop())
                .provenBy("its process has ended", scene -> !server(scene).isAlive())
                .noticedBy("outage-began", "nats-disconnected")
                .recovering(NatsDrills::again);
    }

    private static Drill away(String name, Duration brief, Duration full) {
        return Drill.named(
                        name,
                        "The NATS server is killed with messages in flight, and is away for " + full.toSeconds()
                                + " s.")
                .on(DrillSetup.STORED)
                .lasting(brief, full)
                .failing(scene -> server(scene).kill())
                .provenBy("its process has ended", scene -> !server(scene).isAlive())
                .noticedBy("outage-began", "nats-disconnected")
                .recovering(NatsDrills::again);
    }

    private static Drill nodeLoss() {
        return Drill.named(
                        "nats-node-loss", "Of three NATS servers the one that the service is connected to is killed.")
                .on(DrillSetup.CLUSTER)
                .lasting(ofSeconds(1), ofSeconds(20))
                .failing(scene -> {
                    String url = scene.service().nats().connection().getConnectedUrl();
                    NatsServer node = scene.nats().stream()
                            .filter(one -> one.url().equals(url))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("connected to " + url));
                    scene.note("node", node);
                    node.kill();
                })
                .provenBy("its process has ended", scene -> !scene.noted("node", NatsServer.class)
                        .isAlive())
                .noticedBy("outage-began", "nats-disconnected")
                .recovering(scene -> {
                    scene.noted("node", NatsServer.class).start();
                    scene.awaitTicks();
                });
    }

    private static Drill slow() {
        return Drill.named("nats-slow", "The NATS server stands still again and again, some tenths of a second each.")
                .lasting(ofMillis(200), ofMillis(600))
                .failing(scene -> {
                    int stopped = 0;
                    for (int i = 0; i < STUTTERS; i++) {
                        Signals.suspend(server(scene).pid());
                        scene.hold(scene.lasts());
                        stopped += Signals.isSuspended(server(scene).pid()) ? 1 : 0;
                        Signals.resume(server(scene).pid());
                        scene.hold(ofMillis(100));
                    }
                    scene.note("stopped", stopped);
                })
                .provenBy(
                        "the kernel says that its process was stopped " + STUTTERS + " times",
                        scene -> scene.noted("stopped", Integer.class) == STUTTERS)
                .noticedBy("outage-began", "nats-disconnected")
                .recovering(DrillScene::awaitTicks);
    }

    private static Drill diskFull() {
        return Drill.named("disk-full-journal", "NATS is away, and the journal's disk becomes full.")
                .on(DrillSetup.SMALL_DISK)
                .lasting(ofMillis(500), ofSeconds(20))
                .failing(scene -> server(scene).kill())
                .provenBy(
                        "the disk of the journal is full",
                        scene -> scene.process().journalBytesFree() < 64 * 1024)
                .noticedBy("journal-filling", "journal-lost", "outage-began")
                .recovering(NatsDrills::again)
                .mayLose();
    }

    private static Drill slowConsumer() {
        return Drill.named("slow-consumer", "A consumer subscribes all ticks and does not read; NATS cuts it off.")
                .lasting(ofMillis(200), ofSeconds(10))
                .failing(scene ->
                        scene.note("consumer", new SlowConsumer(server(scene).url())))
                .provenBy("the server cut it off", scene -> scene.noted("consumer", SlowConsumer.class)
                        .isCutOff())
                .recovering(scene -> scene.noted("consumer", SlowConsumer.class).close());
    }

    private static void again(DrillScene scene) throws Exception {
        server(scene).start();
        scene.awaitTicks();
    }

    private static NatsServer server(DrillScene scene) {
        return scene.nats().get(0);
    }
}
