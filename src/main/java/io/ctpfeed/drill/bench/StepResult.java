package io.ctpfeed.drill.bench;

/**
 * What a tick costs on its way, step by step. Processor time of one thread; medians of rounds.
 *
 * @param lines that carry each instrument
 * @param readNanosPerTick a plain loop that reads the fields which the steps read
 * @param resolveNanosPerTick finding the instrument by its code
 * @param classifyNanosPerTick saying what the tick is, and learning the pace of the instrument
 * @param ratio of the two steps together to the plain loop
 * @param bytesPerTick allocated by the steps
 * @param keptMiB on the heap and off it: the table of instruments, and what the steps keep of each
 * @param live ticks found to be live: all of them
 */
public record StepResult(
        int instruments,
        int lines,
        double readNanosPerTick,
        double resolveNanosPerTick,
        double classifyNanosPerTick,
        double ratio,
        long bytesPerTick,
        double keptMiB,
        long live) {}
