package io.ctpfeed.component;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;

/**
 * How far a batch has come: offered as a whole, or tick by tick from the one that is next, for the first time or the
 * last. The drain thread only.
 */
final class BatchCursor {
    private final TickBatch batch;
    private final Tick view = new Tick();
    private int next;
    private boolean single;
    /** Whether what is next was offered before, within its batch or by itself. */
    private boolean again;
    /** Whether the exchange of the whole batch failed: then each of its ticks was offered before. */
    private boolean batchFailed;

    /** @param whole whether one exchange takes the whole batch */
    BatchCursor(TickBatch batch, boolean whole) {
        this.batch = batch;
        this.single = !whole;
    }

    /** The tick that is next, where ticks are offered one by one; valid until the next call. */
    Tick tick() {
        return view.wrap(batch, next);
    }

    /** Ticks in the next exchange. */
    int size() {
        return single ? 1 : batch.size();
    }

    /**
     * The body of the next exchange. A second offering is a copy, so that a first one still under way does not mix with
     * it.
     *
     * @param batching whether the consumer wants batches, of one tick if need be, or ticks
     */
    Object body(boolean batching) {
        if (!single) {
            return batch;
        }
        if (!again) {
            return batch.view(next);
        }
        TickBatch copy = batch.single(next);
        return batching ? copy : copy.view(0);
    }

    boolean isSingle() {
        return single;
    }

    boolean isLastOffer() {
        return again;
    }

    /** What is next is offered once more; a batch from now on tick by tick. */
    void offerAgain() {
        batchFailed |= !single;
        single = true;
        again = true;
    }

    /** What is next is done with. @return how many ticks that are */
    int pass() {
        int passed = size();
        next += passed;
        again = batchFailed;
        return passed;
    }

    boolean isAtEnd() {
        return next == batch.size();
    }
}
