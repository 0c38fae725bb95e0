package io.ctpfeed.drill.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a run found. Rates are ticks a second; latencies are from the vendor's callback to the message at a subscriber.
 *
 * @param callbackDirectorPerSecond jctp's own callback, with an empty handler
 * @param callbackPerSecond ours, into the ring
 * @param bareLoopPerSecond a loop that only publishes, through the same client, what the feed published
 * @param endToEndJsonPerSecond front to subscriber through the shipped routes, front and server on the same cores
 * @param endToEndRatio of the two rates before
 * @param bytesPerTickJson allocated by the service for one tick on that way
 * @param burst15000Millis first callback to last message of a burst; the median
 * @param burstWorstMillis the worst of them
 * @param frame10000LastMillis the same of half-second frames; the median
 * @param lost ticks that a front sent and no subscriber saw, over all parts
 * @param heapUsedMiB the most that was seen
 * @param scheduling {@code real-time} or {@code ordinary}: how the system let the threads run
 */
@JsonPropertyOrder({"callbackDirectorPerSecond", "callbackPerSecond", "callbackRatio"})
public record BenchResult(
        long callbackDirectorPerSecond,
        long callbackPerSecond,
        double callbackRatio,
        long bareLoopPerSecond,
        long endToEndJsonPerSecond,
        double endToEndRatio,
        long bytesPerTickJson,
        int messageBytesJson,
        double burst15000Millis,
        double burstWorstMillis,
        int latencyTicksPerSecond,
        long latencyP50Micros,
        long latencyP99Micros,
        long latencyMaxMicros,
        double frame10000LastMillis,
        double frame10000WorstMillis,
        long lost,
        long heapUsedMiB,
        int instruments,
        int cores,
        String scheduling,
        String jvm) {}
