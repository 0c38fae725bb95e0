package io.ctpfeed.component;

/**
 * What the reader of an account's ring has counted since the process met the account: for metrics and JMX. Any thread
 * may read; each figure has one writer and is exact, two read together may be a moment apart.
 */
public interface ReaderCounters {
    String account();

    /** Ticks whose exchange completed, failed ones included. */
    long ticks();

    /** Ticks a second, over the last full second or so. */
    double ticksPerSecond();

    /** Exchanges handed to the route. */
    long exchanges();

    /** Exchanges that failed; their ticks were offered again one by one. */
    long failedExchanges();

    /** Ticks that failed by themselves too and were passed over. */
    long failedTicks();

    /** Ticks that were held until they were too old, and let go: another line's went out. */
    long heldBackTicks();

    /** Ticks that wait in the ring. */
    int ringDepth();

    /** Ticks the ring can hold. */
    int ringCapacity();

    /** Ticks lost because the ring was full. */
    long ringOverflows();

    /** Mean number of ticks in an exchange; 0 before the first. */
    default double batchMean() {
        long exchanges = exchanges();
        return exchanges == 0 ? 0 : (double) ticks() / exchanges;
    }
}
