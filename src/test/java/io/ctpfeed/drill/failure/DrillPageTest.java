package io.ctpfeed.drill.failure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of drills. */
class DrillPageTest {
    @Test
    void eachDrillHasItsFiguresAndItsProof() {
        DrillResult passed = new DrillResult(
                "half-open", 300_000, 0, 0, 0, 0, 0, 0, 847, 12, 41_500, 1_250, "the front went silent", "", true);
        DrillResult failed = DrillResult.notRun("nats-restart", "no nats-server");

        String page = DrillPage.text(
                "./ctpfeed drill --all",
                ZonedDateTime.of(2026, 1, 6, 9, 30, 0, 0, ZoneOffset.UTC),
                List.of(passed, failed));

        assertTrue(page.contains("Made by `./ctpfeed drill --all`, 2026-01-06 09:30 "), page);
        assertTrue(
                page.contains("| half-open | 300,000 | 0 | 0 | 0 | 0 | 847 | 12 | 41.5 ms | 1.3 ms | yes |\n"), page);
        assertTrue(page.contains("| nats-restart | 0 | 0 | 0 | 0 | 0 |  |  |  |  | **no**: no nats-server |\n"), page);
        assertTrue(page.contains("| the front went silent |\n"), page);
    }
}
