package io.ctpfeed.standin.front;

import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.MarketFrame;
import io.ctpfeed.tick.TickLayout;

/** Writes a session's ticks, lets faults strike them, and enters each into the front's account. The writer thread. */
final class TickOutlet {
    private static final int BATCH = 1_024;

    private final Session session;
    private final Market market;
    private final Faults faults;
    private final Ledger ledger;
    private final WireWriter out;
    private final int[] indexes = new int[BATCH];
    private final long[] frames = new long[BATCH];
    private int batched;
    private int heldIndex = -1;
    private long heldFrame;

    TickOutlet(Session session, Front front, WireWriter out) {
        this.session = session;
        this.market = front.market();
        this.faults = front.faults();
        this.ledger = front.ledger();
        this.out = out;
    }

    void tick(int index, MarketFrame frame) {
        if (session.isSilent()) {
            ledger.withheld(index, frame.number());
        } else if (faults.touchTicks() || heldIndex >= 0) {
            struck(index, frame);
        } else {
            send(index, frame);
        }
    }

    /** The last snapshot, as pushed on subscribing. */
    void snapshot(int index, long frame) {
        if (!session.isSilent()) {
            write(index, market.frame(frame));
            ledger.snapshot(index, frame);
        }
    }

    /** The first instrument's tick, to be handed out so many times by the library; in no account. */
    void pour(int count, MarketFrame frame) {
        int at = out.frame(Wire.POUR, 0, 0, Wire.POUR_HEAD + TickLayout.STRUCT_LENGTH);
        out.buffer().putInt(at, count);
        market.write(0, frame, out.buffer(), at + Wire.POUR_HEAD);
    }

    /** What was batched has gone out, or to nobody. */
    void flushed(boolean given) {
        if (given) {
            ledger.sent(indexes, frames, batched);
        } else {
            for (int i = 0; i < batched; i++) {
                ledger.withheld(indexes[i], frames[i]);
            }
        }
        batched = 0;
    }

    private void send(int index, MarketFrame frame) {
        if (batched == BATCH) {
            out.flush();
        }
        write(index, frame);
        indexes[batched] = index;
        frames[batched++] = frame.number();
    }

    private int write(int index, MarketFrame frame) {
        int at = out.frameUncleared(Wire.MD_TICK, 0, 0, TickLayout.STRUCT_LENGTH);
        market.write(index, frame, out.buffer(), at);
        return at;
    }

    private void struck(int index, MarketFrame frame) {
        if (index == heldIndex) {
            send(index, frame);
            heldIndex = -1;
            send(index, market.frame(heldFrame));
            return;
        }
        TickFault fault = faults.striking(market.universe().contract(index).instrumentId(), heldIndex < 0);
        if (fault == null) {
            send(index, frame);
            return;
        }
        switch (fault.kind()) {
            case SKIP -> ledger.withheld(index, frame.number());
            case REPEAT -> {
                send(index, frame);
                write(index, frame);
                ledger.extra();
            }
            case REORDER -> {
                heldIndex = index;
                heldFrame = frame.number();
                ledger.withheld(index, heldFrame); // until it is sent; it may never be
            }
            default -> {
                fault.damage(out.buffer(), write(index, frame));
                ledger.withheld(index, frame.number());
                ledger.extra();
            }
        }
    }
}
