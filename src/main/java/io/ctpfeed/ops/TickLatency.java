package io.ctpfeed.ops;

import io.ctpfeed.publish.PublishObserver;
import io.ctpfeed.tick.DurationHistogram;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickClass;
import io.ctpfeed.tick.WallClock;

/**
 * How old ticks are, on the way: from the exchange's stamp to their receipt, and from there to NATS. Recorded by the
 * publishing thread, without allocating; read by any.
 *
 * <p>The exchange stamps in steps of half a second or one (UpdateMillisec), so the first is as coarse; what is below tells the
 * network, what is a multiple of it a front that lags. It needs a machine whose clock is set by NTP.
 */
public final class TickLatency implements PublishObserver {
    private final DurationHistogram toReceipt = DurationHistogram.ofMicros(
            5_000,
            10_000,
            25_000,
            50_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            2_000_000,
            3_000_000,
            5_000_000,
            10_000_000,
            30_000_000,
            60_000_000);
    private final DurationHistogram toPublish = DurationHistogram.ofMicros(
            20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
            5_000_000);

    @Override
    public void published(Tick tick, Instrument instrument, byte[] payload) {
        long received = tick.receivedAt();
        toPublish.record(WallClock.epochNanos() - received);
        if (tick.tickClass() == TickClass.LIVE && tick.eventTime() != 0) {
            toReceipt.record(received - tick.eventTime());
        }
    }

    /** From the exchange's stamp to the CTP library's callback; ticks of continuous trading alone. */
    DurationHistogram toReceipt() {
        return toReceipt;
    }

    /** From the CTP library's callback to the hand-over to NATS. */
    DurationHistogram toPublish() {
        return toPublish;
    }
}
