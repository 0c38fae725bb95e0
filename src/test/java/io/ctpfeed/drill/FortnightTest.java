package io.ctpfeed.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Trading days on a stepped clock, over the whole way of a tick. */
class FortnightTest {
    private static final Path HOME = Path.of("").toAbsolutePath();

    @Test
    void theEveOfAHolidayAndTheDayAfterIt() throws Exception {
        LocalDate eve = LocalDate.of(2026, 9, 24);
        LocalDate after = LocalDate.of(2026, 9, 28);

        FortnightResult result = run(new Fortnight.Plan(HOME, 120, eve, after, after));

        assertEquals(List.of(), result.failures());
        assertEquals(3, result.restarts(), "the eve's night and day, and the day after: it has no night");
        assertEquals(2, result.reports());
        assertFalse(result.withheld().isEmpty());
    }

    @Test
    @Tag("long")
    void aFortnight() throws Exception {
        FortnightResult result = run(Fortnight.Plan.full(HOME));

        assertEquals(List.of(), result.failures());
        assertEquals(10, result.reports());
        assertTrue(result.ticks() >= 500_000, result.ticks() + " ticks");
    }

    private static FortnightResult run(Fortnight.Plan plan) throws Exception {
        try (Fortnight fortnight = new Fortnight(plan, day -> {})) {
            return fortnight.run();
        }
    }
}
