package io.ctpfeed.ops.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
    @Test
    void sessionsStandSideBySideWithWhatLiesBetweenThemCutOut() {
        TimeAxis axis = axis("21:00", "02:30", "09:00", "10:15", "10:30", "11:30", "13:30", "15:00");
        assertEquals(2, axis.cuts().size(), "after the night, and at noon");
        assertEquals(1, axis.breaks().size(), "from 10:15 to 10:30");
        assertEquals(0, at(axis, "21:00"));
        assertEquals(TimeAxis.LENGTH, at(axis, "15:00"));
        assertEquals(at(axis, "02:30"), axis.cuts().get(0).from());
        assertEquals(at(axis, "09:00"), axis.cuts().get(0).to());
        assertEquals(at(axis, "02:29"), at(axis, "05:00"), 2, "what is cut out lies where it is cut");
        assertEquals(
                List.of("21:00", "09:00", "13:30"),
                axis.labels().stream()
                        .filter(label -> !label.minor())
                        .map(TimeAxis.Label::text)
                        .toList());
        assertTrue(axis.labels().stream().anyMatch(label -> label.text().equals("23:00")));
    }

    @Test
    void noLabelLiesOverAnotherWhateverWasPublishedWhen() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            BitSet active = new BitSet();
            for (int i = random.nextInt(60); i >= 0; i--) {
                int from = random.nextInt(MinuteOfDay.COUNT);
                active.set(from, Math.min(MinuteOfDay.COUNT, from + 1 + random.nextInt(90)));
            }
            TimeAxis axis = new TimeAxis(active);
            List<TimeAxis.Label> labels = axis.labels();
            assertFalse(labels.isEmpty());
            for (TimeAxis.Label one : labels) {
                assertTrue(one.at() >= 0 && one.at() <= TimeAxis.LENGTH);
                for (TimeAxis.Label other : labels) {
                    double room = one.minor() || other.minor() ? 60 : 110; // 5 characters: of 900 px, and of 330
                    assertTrue(one == other || Math.abs(one.at() - other.at()) >= room, labels::toString);
                }
            }
        }
    }

    @Test
    void aDayWithoutAnythingHasNoAxis() {
        assertTrue(new TimeAxis(new BitSet()).isEmpty());
    }

    private static double at(TimeAxis axis, String time) {
        return axis.at(MinuteOfDay.parse(time));
    }

    /** From the first to the second, from the third to the fourth, and so on. */
    private static TimeAxis axis(String... times) {
        BitSet active = new BitSet();
        for (int i = 0; i < times.length; i += 2) {
            active.set(MinuteOfDay.parse(times[i]), MinuteOfDay.parse(times[i + 1]) + 1);
        }
        return new TimeAxis(active);
    }
}
