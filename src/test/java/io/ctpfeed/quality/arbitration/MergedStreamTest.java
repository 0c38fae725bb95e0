package io.ctpfeed.quality.arbitration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames are made of (event time, volume, quote); the merge sees only what a tick has. */
class MergedStreamTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 20 * SECOND;
    private static final int A = 0;
    private static final int B = 1;

    private final MergedStream stream = new MergedStream();
    private final long[] missed = new long[3];
    private final boolean[] up = {true, true, true};
    private final MergedStream.Misses misses = new MergedStream.Misses() {
        @Override
        public void missed(int line, int frames) {
            missed[line] += frames;
        }

        @Override
        public boolean isExpected(int line) {
            return up[line];
        }
    };

    private record Frame(long eventTime, int volume, int quote) {
        long identity() {
            return (eventTime * 31 + volume) * 1_000_003L + quote + 1;
        }
    }

    private final int[] logins = {1, 1, 1};
    private long now = 1_000 * SECOND;

    private Verdict bring(int line, Frame frame, boolean state) {
        return judge(stream, line, logins[line], frame, state);
    }

    private Verdict judge(MergedStream by, int line, int login, Frame frame, boolean state) {
        now += 1000;
        Arrival arrival = new Arrival();
        arrival.line = line;
        arrival.login = login;
        arrival.state = state;
        arrival.identity = frame.identity();
        arrival.eventTime = frame.eventTime;
        arrival.volume = frame.volume;
        arrival.receivedAt = now;
        return by.judge(arrival, WINDOW, misses);
    }

    private Verdict bring(int line, Frame frame) {
        return bring(line, frame, false);
    }

    private static Frame at(int second, int volume, int quote) {
        return new Frame(second * SECOND, volume, quote);
    }

    /** A quote of CZCE, without milliseconds, there and back within a second, on both lines in any interleaving. */
    @Test
    void aQuoteThatGoesThereAndBackIsThreeTicks() {
        Frame q1 = at(5, 7, 1);
        Frame q2 = at(5, 7, 2);
        Frame[] sent = {q1, q2, q1};
        for (int order = 0; order < 64; order++) {
            if (Integer.bitCount(order) != 3) {
                continue;
            }
            MergedStream fresh = new MergedStream();
            int[] next = new int[2];
            List<Frame> out = new ArrayList<>();
            for (int step = 0; step < 6; step++) {
                int line = order >> step & 1;
                Frame frame = sent[next[line]++];
                Verdict verdict = judge(fresh, line, 1, frame, false);
                if (verdict == Verdict.NEWS) {
                    out.add(frame);
                } else {
                    assertEquals(Verdict.COPY, verdict);
                }
            }
            assertEquals(List.of(sent), out, "order " + Integer.toBinaryString(order));
        }
        assertArrayEquals(new long[] {0, 0, 0}, missed);
    }

    @Test
    void whatOneLineAloneBroughtIsAMissOfTheOther() {
        bring(A, at(1, 1, 1));
        bring(B, at(1, 1, 1));
        bring(A, at(2, 2, 1));
        assertEquals(0, missed[B]);
        assertEquals(Verdict.NEWS, bring(A, at(3, 3, 1)));
        assertEquals(Verdict.COPY, bring(B, at(3, 3, 1)));
        assertArrayEquals(new long[] {0, 1, 0}, missed);
    }

    @Test
    void whatIsOlderThanWhatIsOutIsLateAndAMissOfTheOther() {
        bring(A, at(1, 1, 1));
        bring(B, at(1, 1, 1));
        bring(A, at(3, 3, 1)); // A did not bring the second 2
        assertEquals(Verdict.LATE, bring(B, at(2, 2, 1)));
        assertEquals(Verdict.COPY, bring(B, at(3, 3, 1)));
        assertArrayEquals(new long[] {1, 0, 0}, missed);
    }

    @Test
    void aThirdLinesCopyOfALateOneGoesNoFurther() {
        for (int line : new int[] {0, 1, 2}) {
            bring(line, at(1, 1, 1));
        }
        bring(A, at(3, 3, 1));
        assertEquals(Verdict.LATE, bring(B, at(2, 2, 1)));
        assertEquals(Verdict.COPY, bring(2, at(2, 2, 1)));
    }

    @Test
    void aPushedStateIsNoMissAndNoDouble() {
        for (int second = 1; second <= 5; second++) {
            bring(A, at(second, second, 1));
        }
        assertEquals(Verdict.COPY, bring(B, at(5, 5, 1), true));
        assertEquals(Verdict.COPY, bring(A, at(5, 5, 1), true));
        logins[B]++;
        assertEquals(Verdict.COPY, bring(B, at(4, 4, 1), true));
        logins[B]++;
        assertEquals(Verdict.COPY, bring(B, at(1, 0, 9), true), "older than what is known");
        assertArrayEquals(new long[] {0, 0, 0}, missed);
    }

    /** A line is pushed its last state again while the other has gone there and back. */
    @Test
    void aRepeatedStateDoesNotMoveALineForward() {
        Frame q1 = at(5, 7, 1);
        Frame q2 = at(5, 7, 2);
        bring(A, q1);
        bring(B, q1);
        bring(A, q2);
        bring(A, q1);
        assertEquals(Verdict.COPY, bring(B, q1, true));
        assertEquals(Verdict.COPY, bring(B, q2));
        assertEquals(Verdict.COPY, bring(B, q1));
        assertArrayEquals(new long[] {0, 0, 0}, missed);
    }

    /** What differs only deep in the book, within one second of CZCE, has one identity: each of them is an update. */
    @Test
    void equalIdentitiesInARowAreAsManyTicks() {
        Frame q = at(5, 7, 1);
        assertEquals(Verdict.NEWS, bring(A, at(4, 6, 1)));
        assertEquals(Verdict.COPY, bring(B, at(4, 6, 1)));
        assertEquals(Verdict.NEWS, bring(A, q));
        assertEquals(Verdict.NEWS, bring(A, q));
        assertEquals(Verdict.COPY, bring(B, q));
        assertEquals(Verdict.COPY, bring(B, q));
        assertEquals(Verdict.NEWS, bring(B, q));
        assertArrayEquals(new long[] {0, 0, 0}, missed);
    }

    /** Without milliseconds or volume nobody can tell whether q3 came before q2: it goes out once all the same. */
    @Test
    void whatCannotBeOrderedGoesOutOnce() {
        bring(A, at(5, 7, 1));
        bring(B, at(5, 7, 1));
        bring(B, at(5, 7, 2));
        assertEquals(Verdict.LATE, bring(A, at(5, 7, 3)));
        assertEquals(Verdict.COPY, bring(B, at(5, 7, 3)));
    }

    @Test
    void aLineThatLoggedInWithinASecondOfEqualQuotesIsNotBehind() {
        bring(A, at(5, 7, 1));
        bring(A, at(5, 7, 2));
        bring(A, at(5, 7, 1));
        bring(B, at(5, 7, 1));
        assertEquals(Verdict.NEWS, bring(B, at(5, 7, 3)));
        assertEquals(Verdict.COPY, bring(A, at(5, 7, 3)));
    }

    @Test
    void aStampFarAheadDoesNotMakeLateWhatComesAfterIt() {
        int second = (int) (now / SECOND);
        bring(A, at(second, 1, 1));
        bring(A, at(second + 200, 2, 1));
        assertEquals(Verdict.LATE, bring(A, at(second + 1, 3, 1)));
        assertEquals(Verdict.LATE, bring(A, at(second + 2, 4, 1)));
        for (int i = 3; i < 20; i++) {
            assertEquals(Verdict.NEWS, bring(A, at(second + i, 2 + i, 1)));
        }
    }

    /** A market that runs ahead of the clock, in a benchmark, say. */
    @Test
    void aLineWhoseEveryStampIsFarAheadIsInOrder() {
        for (int i = 1; i < 500; i++) {
            assertEquals(Verdict.NEWS, bring(A, at((int) (now / SECOND) + i, i, 1)));
        }
    }

    /** Memory that grew has room at its far end, which is nothing that was forgotten. */
    @Test
    void whatWasForgottenIsNotTakenForNewAfterMemoryGrew() {
        Frame early = at(1, 1, 1);
        bring(A, at(0, 0, 0));
        bring(B, at(0, 0, 0));
        bring(B, early);
        now += 30 * SECOND;
        for (int i = 2; i <= 11; i++) {
            now += SECOND / 2;
            bring(B, at(30 + i, i, 1));
        }
        assertEquals(Verdict.UNDECIDED, bring(A, early));
    }

    @Test
    void aThirdLineLateByManyMakesNoDoubles() {
        for (int line : new int[] {0, 1, 2}) {
            bring(line, at(1, 0, 0));
        }
        bring(A, at(40, 40, 1));
        for (int i = 2; i < 14; i++) {
            assertEquals(Verdict.LATE, bring(B, at(i, i, 1)));
        }
        for (int i = 2; i < 14; i++) {
            assertEquals(Verdict.COPY, bring(2, at(i, i, 1)));
        }
    }

    @Test
    void aStateWithoutTimeDoesNotHideWhatIsNewest() {
        bring(A, at(50, 50, 1));
        bring(B, at(50, 50, 1));
        bring(A, new Frame(0, 0, 9), true);
        assertEquals(Verdict.LATE, bring(B, at(49, 49, 1)));
    }

    @Test
    void whatALoggedOutLineDidNotBringIsNoMiss() {
        bring(A, at(1, 1, 1));
        bring(B, at(1, 1, 1));
        up[B] = false;
        for (int i = 2; i < 2_000; i++) {
            now += SECOND;
            bring(A, at(i, i, 1));
        }
        assertEquals(0, missed[B]);
        up[B] = true;
        logins[B]++;
        assertEquals(Verdict.COPY, bring(B, at(1_999, 1_999, 1), true));
        assertEquals(Verdict.NEWS, bring(B, at(2_000, 2_000, 1)));
        assertArrayEquals(new long[] {0, 0, 0}, missed);
    }

    @Test
    void whatASilentLineDoesNotBringIsCountedOnce() {
        bring(A, at(1, 1, 1));
        bring(B, at(1, 1, 1));
        for (int i = 2; i <= 2_001; i++) {
            now += SECOND;
            bring(A, at(i, i, 1));
        }
        assertEquals(Verdict.COPY, bring(B, at(2_001, 2_001, 1)));
        assertEquals(1_999, missed[B]);
    }

    /** A stalled front sends what it owes long after the other's: none of it goes out twice. */
    @Test
    void whatAStalledLineBringsAfterTheWindowIsNoDouble() {
        bring(A, at(1, 1, 1));
        bring(B, at(1, 1, 1));
        for (int i = 2; i <= 2_000; i++) {
            now += SECOND / 2;
            bring(A, at(i, i, 1));
        }
        int undecided = 0;
        for (int i = 2; i <= 2_000; i++) {
            Verdict verdict = bring(B, at(i, i, 1));
            assertTrue(verdict == Verdict.COPY || verdict == Verdict.UNDECIDED, verdict.toString());
            undecided += verdict == Verdict.UNDECIDED ? 1 : 0;
        }
        assertTrue(undecided > 0);
        assertEquals(Verdict.NEWS, bring(B, at(2_001, 2_001, 1)));
    }

    @Test
    void whatCouldNotBePublishedMayBeWonByACopy() {
        bring(A, at(1, 1, 1));
        bring(B, at(1, 1, 1));
        Frame failing = at(2, 2, 1);
        assertEquals(Verdict.NEWS, bring(A, failing));
        stream.lost(failing.identity());
        assertEquals(Verdict.NEWS, bring(B, failing));
        Frame other = at(3, 3, 1);
        bring(A, other);
        stream.lost(other.identity());
        bring(A, at(4, 4, 1));
        assertEquals(Verdict.LATE, bring(B, other), "a newer one is out");
        assertEquals(Verdict.COPY, bring(B, at(4, 4, 1)));
    }

    /**
     * Two lines race on one instrument. Frames have milliseconds or none, volumes and quotes that return; each line
     * loses some. All that either brought goes out once, and the live stream is in order.
     */
    @Test
    void twoLinesRaceWithoutDisorder() {
        race(2_000_000, 0.001, new Random(7));
    }

    /** Volume stands still and quotes return: which of two equal frames was lost nobody can tell, but how many there were. */
    @Test
    void twoLinesRaceWithQuotesAlone() {
        Random random = new Random(8);
        int count = 1_000_000;
        Frame[] sent = new Frame[count];
        long time = SECOND;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3) / 2 * SECOND;
            sent[i] = new Frame(time, 1, random.nextInt(4));
        }
        int[] next = {0, 0};
        int losses = 0;
        Map<Long, Integer> open = new HashMap<>();
        long live = 0;
        while (next[0] < count || next[1] < count) {
            int line = next[0] >= count ? 1 : next[1] >= count ? 0 : random.nextInt(2);
            line = next[line] - next[1 - line] > 30 ? 1 - line : line;
            int number = next[line]++;
            if (next[1 - line] <= number) {
                open.merge(sent[number].identity(), 1, Integer::sum);
                if (number > 0 && random.nextInt(2_000) == 0) {
                    losses++; // by the one that would have been first: the other brings it
                    continue;
                }
            }
            now = Math.max(now, sent[number].eventTime);
            Verdict verdict = bring(line, sent[number]);
            if (verdict == Verdict.NEWS) {
                assertTrue(sent[number].eventTime >= live, "order of the live stream");
                live = sent[number].eventTime;
            }
            if (verdict == Verdict.NEWS || verdict == Verdict.LATE) {
                open.merge(sent[number].identity(), -1, Integer::sum);
            }
        }
        assertTrue(losses > 400);
        long lost = open.values().stream()
                .filter(left -> left > 0)
                .mapToLong(left -> left)
                .sum();
        long doubled = -open.values().stream()
                .filter(left -> left < 0)
                .mapToLong(left -> left)
                .sum();
        assertEquals("lost 0, doubled 0", "lost " + lost + ", doubled " + doubled, losses + " losses");
    }

    private void race(int count, double loss, Random random) {
        Frame[] sent = new Frame[count];
        long time = SECOND;
        int volume = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3) * SECOND / 2;
            volume += random.nextInt(3) + 1;
            sent[i] = new Frame(time, volume, random.nextInt(2));
        }
        boolean[][] lost = new boolean[2][count];
        for (int i = 1; i < count; i++) {
            if (random.nextDouble() < loss) {
                lost[random.nextInt(2)][i] = true; // never both: that is no matter of the merge
            }
        }
        int[] next = {0, 0};
        int live = -1;
        boolean[] out = new boolean[count];
        int late = 0;
        while (next[0] < count || next[1] < count) {
            int line = next[0] >= count ? 1 : next[1] >= count ? 0 : random.nextInt(2);
            int ahead = next[line] - next[1 - line];
            if (ahead > 30) {
                line = 1 - line;
            }
            for (int burst = random.nextInt(4); burst >= 0 && next[line] < count; burst--) {
                int number = next[line]++;
                if (lost[line][number]) {
                    continue;
                }
                now = Math.max(now, sent[number].eventTime);
                switch (bring(line, sent[number])) {
                    case NEWS -> {
                        assertTrue(number > live, "order of the live stream");
                        live = number;
                        assertTrue(!out[number], "double of " + number);
                        out[number] = true;
                    }
                    case LATE -> {
                        assertTrue(!out[number], "late double of " + number);
                        out[number] = true;
                        late++;
                    }
                    case COPY -> assertTrue(out[number], "copy of " + number);
                    default -> throw new AssertionError("undecided: " + number);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            assertTrue(out[i], "frame " + i + " is out");
        }
        long losses = 0;
        for (boolean[] of : lost) {
            for (boolean each : of) {
                losses += each ? 1 : 0;
            }
        }
        assertTrue(late > 0);
        assertTrue(
                missed[A] + missed[B] <= losses && missed[A] + missed[B] >= losses - 60,
                "missed " + missed[A] + " + " + missed[B] + " of " + losses);
    }
}
