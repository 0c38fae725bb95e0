package io.ctpfeed.drill.failure;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.ctpfeed.tick.WallClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Failures of the service, its machine, and those who edit its files. */
final class ServiceDrills {
    private static final int KILLED = 128 + 9;
    private static final long STEP_SECONDS = 90;

    private ServiceDrills() {}

    static List<Drill> all() {
        return List.of(killed(), clockStep(), badEdit());
    }

    private static Drill killed() {
        return Drill.named("service-kill-9", "The service is killed (SIGKILL) under load and started again.")
                .on(DrillSetup.PROCESS)
                .lasting(ofMillis(100), ofSeconds(5))
                .failing(scene -> scene.process().kill())
                .provenBy(
                        "its process was ended by signal 9",
                        scene -> !scene.process().isAlive() && scene.process().exit() == KILLED)
                .noticedBy("gap-opened")
                .recovering(scene -> {
                    scene.process().start();
                    scene.awaitSubscribed();
                })
                .mayLose();
    }

    private static Drill clockStep() {
        return Drill.named(
                        "clock-step", "The machine's clock is set forward by " + STEP_SECONDS + " s, and back again.")
                .lasting(ofMillis(800), ofSeconds(20))
                .failing(scene -> {
                    long before = WallClock.epochNanos();
                    step(STEP_SECONDS);
                    scene.note("stepped", WallClock.epochNanos() - before);
                })
                .provenBy(
                        "the clock shows the step",
                        scene -> scene.noted("stepped", Long.class) >= TimeUnit.SECONDS.toNanos(STEP_SECONDS))
                .recovering(scene -> {
                    step(-STEP_SECONDS);
                    scene.hold(scene.lasts());
                })
                .untimed();
    }

    private static void step(long seconds) {
        WallClock.startAt(WallClock.epochNanos() + TimeUnit.SECONDS.toNanos(seconds));
    }

    private static Drill badEdit() {
        return Drill.named("bad-route-edit", "The routes of ticks are edited into something that cannot run.")
                .lasting(ofMillis(300), ofSeconds(10))
                .failing(scene -> {
                    Path routes = scene.file("routes/ticks.yaml");
                    String text = Files.readString(routes);
                    scene.note("text", text);
                    Files.writeString(routes, text.replace("nats-ticks:md.tick", "nats-tick:md.tick"));
                })
                .provenBy("the service says that it refused an edit", scene -> scene.told("edit-refused", ""))
                .noticedBy("edit-refused")
                .recovering(
                        scene -> Files.writeString(scene.file("routes/ticks.yaml"), scene.noted("text", String.class)));
    }
}
