package io.ctpfeed.drill;

import java.util.HashMap;
import java.util.Map;
import org.agrona.collections.LongHashSet;

/**
 * The numbers of ticks: within an epoch each number of an instrument ought to come once, and rise on each subject. One
 * thread.
 */
final class TickNumbers {
    private final int instruments;
    private final Map<Long, Epoch> epochs = new HashMap<>();

    private record Epoch(LongHashSet[] seen, long[] lastLive, long[] lastLate) {}

    TickNumbers(int instruments) {
        this.instruments = instruments;
    }

    /** Whether it came already. */
    boolean contains(int index, long epoch, long number) {
        Epoch known = epochs.get(epoch);
        return known != null && known.seen[index] != null && known.seen[index].contains(number);
    }

    /** @param number below 1: it has none */
    FrameBook.Finding add(int index, long epoch, long number, boolean late) {
        if (number < 1) {
            return FrameBook.Finding.NEW;
        }
        Epoch known = epochs.computeIfAbsent(
                epoch,
                missing -> new Epoch(new LongHashSet[instruments], new long[instruments], new long[instruments]));
        if (known.seen[index] == null) {
            known.seen[index] = new LongHashSet();
        }
        if (!known.seen[index].add(number)) {
            return FrameBook.Finding.DOUBLED;
        }
        long[] last = late ? known.lastLate : known.lastLive;
        boolean falls = number < last[index];
        last[index] = Math.max(number, last[index]);
        return falls ? FrameBook.Finding.OUT_OF_ORDER : FrameBook.Finding.NEW;
    }
}
