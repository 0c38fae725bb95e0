package io.ctpfeed.drill.bench;

/**
 * What a tick costs on its way, step by step. Processor time of one thread; medians of rounds.
 *
 * @param lines that carry each instrument
 * @param readNanosPerTick a plain loop that reads the fields which the steps read
 * @param resolveNanosPerTick finding the instrument by its code
 * @param classifyNanosPerTick saying what the tick is, and learning the pace of the instrument
 * @param arbitrateNanosPerTick comparing lines
 * @param gapNanosPerTick noting who brings what
 * @param ratio of the first two together to the plain loop
 * @param bytesPerTick allocated by the steps, without the memory of the arbitration, which grows to its window
 * @param keptMiB on the heap and off it: the table of instruments, and what the steps keep of each
 * @param live ticks found to be live: all of them
 * @param copies of the second line that the first had brought: all of its ticks
 */
public record StepResult(
        int instruments,
        int lines,
        double readNanosPerTick,
        double resolveNanosPerTick,
        double classifyNanosPerTick,
        double arbitrateNanosPerTick,
        double gapNanosPerTick,
        double ratio,
        long bytesPerTick,
        double keptMiB,
        long live,
        long copies) {}
