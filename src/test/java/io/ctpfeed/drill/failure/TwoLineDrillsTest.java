package io.ctpfeed.drill.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drills in brief, one after the other on the same fronts, NATS and service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoLineDrillsTest {
    private static final Path HOME = Path.of("").toAbsolutePath();

    private DrillRig rig;

    @BeforeAll
    void start() throws Exception {
        rig = new DrillRig(HOME, DrillSetup.TWO_LINES);
    }

    @AfterAll
    void stop() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    static Stream<String> drills() {
        return Stream.of(
                "kicked-while-subscribing", // first: after others the service may be gentler with the front
                "primary-drop",
                "primary-silent",
                "primary-stall",
                "half-open",
                "login-refused",
                "account-locked",
                "flapping",
                "rate-limit-storm",
                "garbage-ticks",
                "both-down-and-back",
                "nats-slow",
                "clock-step",
                "bad-route-edit");
    }

    @ParameterizedTest
    @MethodSource("drills")
    void losesNothingAndDoublesNothing(String name) throws Exception {
        DrillResult result = DrillRun.on(rig, Drills.named(name).orElseThrow(), true);

        assertEquals("", result.problem(), result::toString);
        assertTrue(result.passed());
        assertTrue(result.sent() > DrillRig.TICKS_PER_SECOND / 2, result::toString);
    }

    @Test
    void aDrillWhoseFailureDidNotHappenHasNotPassed() throws Exception {
        Drill nothing = Drill.named("nothing", "Nothing happens.")
                .lasting(Duration.ZERO, Duration.ZERO)
                .provenBy("the front dropped its sessions", scene -> scene.happened(1, "drop") > 0)
                .provenWithin(Duration.ofMillis(200));

        DrillResult result = DrillRun.on(rig, nothing, true);

        assertEquals(0, result.lost());
        assertFalse(result.passed());
        assertTrue(
                result.problem().startsWith("the failure did not happen: the front dropped its sessions"),
                result.problem());
    }

    @Test
    void whatBothLinesLoseIsLost() throws Exception {
        String instrument = rig.feed()
                .service()
                .sources()
                .source("primary")
                .wanted()
                .iterator()
                .next();
        Drill both = Drill.named("both", "Both fronts withhold the same instrument's ticks.")
                .lasting(Duration.ofMillis(1200), Duration.ZERO)
                .failing(scene -> scene.eachFront("ticks skip every 1 " + instrument))
                .provenBy(
                        "each front withheld a tick",
                        scene -> scene.happened(1, "skip") > 0 && scene.happened(2, "skip") > 0)
                .recovering(scene -> scene.eachFront("clear"));

        DrillResult result = DrillRun.on(rig, both, true);

        assertTrue(result.lost() > 0, result::toString);
        assertFalse(result.passed());
        assertTrue(result.problem().contains(instrument), result.problem());
    }

    @Test
    void eachIsListedOnceAndSaysWhatItDoes() {
        List<String> names = Drills.all().stream().map(Drill::name).toList();

        assertEquals(names.stream().distinct().toList(), names);
        assertTrue(Drills.all().stream()
                .noneMatch(drill ->
                        drill.description().isEmpty() || drill.evidence().isEmpty()));
    }
}
