package io.ctpfeed.drill.failure;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.ctpfeed.drill.Signals;
import java.time.Duration;
import java.util.List;

/** Failures of one line, or of all: fronts and what they send. */
final class LineDrills {
    private static final String PRIMARY = "primary";
    private static final String DROP = "drop 4097";
    private static final String STANDBY_TAKES_OVER = " The backup stands by and takes over.";
    private static final int DROPS = 3;
    private static final int REFUSALS = 2;
    private static final int KICKED_ABOVE = 2_200;

    private LineDrills() {}

    static List<Drill> all() {
        return List.of(
                hot(primaryDrop("primary-drop", "")),
                hot(primarySilent()),
                hot(primaryStall()),
                hot(halfOpen("half-open", "")),
                hot(login(
                        "login-refused", "The primary's password is refused (error 3) after its connection broke.", 3)),
                hot(login(
                        "account-locked",
                        "The primary's account is locked (error 75) after its connection broke.",
                        75)),
                bothDown(),
                hot(flapping()),
                hot(kicked()),
                garbage(),
                hot(rateLimits()),
                standby(primaryDrop("standby-drop", STANDBY_TAKES_OVER), ofSeconds(1)),
                standby(
                        halfOpen("standby-half-open", STANDBY_TAKES_OVER).lasting(ofSeconds(3), ofSeconds(20)),
                        ofSeconds(3)));
    }

    /** The other line has all of it: nobody waits for the one that fails. */
    private static Drill hot(Drill drill) {
        return drill.delayingAtMost(ofMillis(50));
    }

    private static Drill standby(Drill drill, Duration takenOver) {
        return drill.on(DrillSetup.STANDBY).takenOverWithin(takenOver);
    }

    private static Drill primaryDrop(String name, String then) {
        return Drill.named(name, "The primary's connection is dropped, and its front refuses for a while." + then)
                .lasting(ofMillis(500), ofSeconds(20))
                .failing(scene -> {
                    scene.front(1, "refuse on");
                    scene.front(1, DROP);
                })
                .provenBy("the front dropped its sessions", scene -> scene.happened(1, "drop") > 0)
                .noticedBy("disconnected")
                .recovering(LineDrills::opened);
    }

    private static Drill primarySilent() {
        return Drill.named("primary-silent", "The primary stays logged in and sends no tick.")
                .lasting(ofMillis(800), ofSeconds(20))
                .failing(scene -> scene.front(1, "ticks skip every 1"))
                .provenBy(
                        "the front withheld a tenth of a second's ticks",
                        scene -> scene.happened(1, "skip") > DrillRig.TICKS_PER_SECOND / 10)
                .noticedBy("gap-opened", "circuit-open", "failed-over")
                .recovering(LineDrills::opened);
    }

    private static Drill primaryStall() {
        return Drill.named("primary-stall", "The process of the primary's front is stopped (SIGSTOP), then goes on.")
                .lasting(ofMillis(800), ofSeconds(8))
                .failing(scene -> Signals.suspend(scene.fronts().process(1).pid()))
                .provenBy(
                        "the kernel says that the process is stopped",
                        scene -> Signals.isSuspended(scene.fronts().process(1).pid()))
                .noticedBy("gap-opened", "circuit-open", "failed-over", "disconnected")
                .recovering(scene -> {
                    Signals.resume(scene.fronts().process(1).pid());
                    scene.catchUp();
                    scene.awaitSubscribed();
                });
    }

    private static Drill halfOpen(String name, String then) {
        return Drill.named(name, "The primary's link stays up and nothing comes, until it breaks." + then)
                .lasting(ofMillis(800), ofSeconds(20))
                .failing(scene -> scene.front(1, "half-open"))
                .provenBy("the front went silent on its sessions", scene -> scene.happened(1, "half-open") > 0)
                .noticedBy("gap-opened", "circuit-open", "failed-over", "disconnected")
                .recovering(scene -> {
                    scene.front(1, DROP);
                    scene.hold(ofMillis(200));
                    scene.awaitSubscribed();
                });
    }

    private static Drill login(String name, String description, int error) {
        return Drill.named(name, description)
                .lasting(ofMillis(300), ofSeconds(20))
                .failing(scene -> {
                    scene.front(1, "refuse-login " + error + " 1000 refused by the drill");
                    scene.front(1, DROP);
                })
                .provenBy(
                        "the front refused a login, and the service says that it gave up",
                        scene -> scene.happened(1, "refused-login") > 0 && scene.told("blocked", PRIMARY))
                .noticedBy("disconnected")
                .recovering(scene -> {
                    scene.front(1, "clear");
                    scene.service().sources().source(PRIMARY).start(); // as an operator does
                    scene.awaitSubscribed();
                });
    }

    private static Drill bothDown() {
        return Drill.named("both-down-and-back", "Both fronts drop their connections and refuse for a while.")
                .lasting(ofMillis(500), ofSeconds(20))
                .failing(scene -> {
                    scene.eachFront("refuse on");
                    scene.eachFront(DROP);
                })
                .provenBy(
                        "both fronts dropped their sessions",
                        scene -> scene.happened(1, "drop") > 0 && scene.happened(2, "drop") > 0)
                .noticedBy("disconnected")
                .recovering(LineDrills::opened)
                .mayLose();
    }

    private static Drill flapping() {
        return Drill.named("flapping", "The primary's connection is dropped again and again, as soon as it is back.")
                .lasting(ofMillis(100), ofSeconds(5))
                .failing(scene -> {
                    for (int i = 0; i < DROPS; i++) {
                        scene.await(
                                "a session that subscribes",
                                () -> scene.report(1).path("subscribed").asInt() > 0);
                        long sessions = scene.report(1).path("sessionsSoFar").asLong();
                        scene.front(1, DROP);
                        scene.await(
                                "the next connection",
                                () -> scene.report(1).path("sessionsSoFar").asLong() > sessions);
                    }
                })
                .provenBy("the front dropped sessions " + DROPS + " times", scene -> scene.happened(1, "drop") >= DROPS)
                .noticedBy("disconnected")
                .recovering(DrillScene::awaitSubscribed);
    }

    private static Drill kicked() {
        return Drill.named(
                        "kicked-while-subscribing",
                        "The primary subscribes faster than its front allows, and is thrown out.")
                .lasting(Duration.ZERO, Duration.ZERO)
                .failing(scene -> {
                    scene.front(1, "limit subscriptionsPerSecond " + KICKED_ABOVE);
                    scene.front(1, DROP);
                })
                .provenBy(
                        "the front threw out a session that subscribed too fast",
                        scene -> scene.happened(1, "kicked-subscribing") > 0)
                .noticedBy("disconnected")
                .recovering(scene -> {
                    scene.awaitSubscribed();
                    scene.front(1, "limit subscriptionsPerSecond 0");
                });
    }

    private static Drill garbage() {
        return Drill.named(
                        "garbage-ticks",
                        "The primary sends garbage among its ticks: no numbers, no texts, no such code.")
                .lasting(ofMillis(500), ofSeconds(20))
                .failing(scene -> {
                    for (String kind : List.of("nan", "huge", "negative", "unterminated", "unknown")) {
                        scene.front(1, "ticks garble:" + kind + " every 101");
                    }
                })
                .provenBy("the front garbled ticks", scene -> scene.happened(1, "garble") > 0)
                .recovering(scene -> scene.front(1, "clear"));
    }

    private static Drill rateLimits() {
        return Drill.named(
                        "rate-limit-storm",
                        "The primary is dropped, and its front answers login after login that they come too fast.")
                .lasting(ofMillis(300), ofSeconds(20))
                .failing(scene -> {
                    scene.front(1, "limit queriesPerSecond 1");
                    scene.front(1, "refuse-login 90 " + REFUSALS + " CTP: api login over limit freq");
                    scene.front(1, DROP);
                })
                .provenBy(
                        "the front refused " + REFUSALS + " logins for their frequency",
                        scene -> scene.happened(1, "refused-login") == REFUSALS)
                .noticedBy("disconnected")
                .recovering(scene -> {
                    scene.awaitSubscribed();
                    scene.front(1, "limit queriesPerSecond 0");
                });
    }

    private static void opened(DrillScene scene) throws Exception {
        scene.eachFront("clear");
        scene.awaitSubscribed();
    }
}
