package io.ctpfeed.tick;

import org.agrona.MutableDirectBuffer;

/** Writes a tick in one wire format. An encoder belongs to one thread and allocates nothing per tick. */
public interface TickEncoder {
    /**
     * @param instrument of the tick
     * @param epoch of the publisher, see the wire format
     * @param target grows as needed ({@link MutableDirectBuffer#isExpandable()}) or is large enough
     * @return bytes written from {@code offset} on
     */
    int encode(Tick tick, Instrument instrument, long epoch, MutableDirectBuffer target, int offset);
}
