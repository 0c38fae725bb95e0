package io.ctpfeed.standin.front;

import java.util.Collection;

/**
 * The account of one front: which frames it gave to a connection, which it withheld (or damaged) because of a fault, and
 * which it pushed on subscribing. Any thread.
 *
 * <p>What is neither sent nor withheld was owed to nobody: no session was there, or none had subscribed.
 */
public final class Ledger {
    private final int instruments;
    private final FrameSet sent;
    private final FrameSet withheld;
    private final FrameSet snapshots;
    private long messages;
    private long pushed;

    Ledger(int instruments) {
        this.instruments = instruments;
        this.sent = new FrameSet(instruments);
        this.withheld = new FrameSet(instruments);
        this.snapshots = new FrameSet(instruments);
    }

    /** Ticks that were given to a connection, each with its frame. */
    synchronized void sent(int[] indexes, long[] frames, int count) {
        for (int i = 0; i < count; i++) {
            sent.add(indexes[i], frames[i]);
        }
        messages += count;
    }

    synchronized void withheld(int index, long frame) {
        withheld.add(index, frame);
    }

    synchronized void snapshot(int index, long frame) {
        snapshots.add(index, frame);
        pushed++;
    }

    /** A message without a place in the market's order: a repetition or a damaged tick. */
    synchronized void extra() {
        messages++;
    }

    /** Whether a frame was given to a connection, unharmed. */
    public synchronized boolean wasSent(int index, long frame) {
        return sent.contains(index, frame);
    }

    /** Whether a fault kept a frame from a session that had subscribed. */
    public synchronized boolean wasWithheld(int index, long frame) {
        return withheld.contains(index, frame);
    }

    /** Whether a frame was pushed on subscribing. */
    public synchronized boolean wasSnapshot(int index, long frame) {
        return snapshots.contains(index, frame);
    }

    /** Distinct frames sent. */
    public synchronized long sent() {
        return sent.size();
    }

    /** Distinct frames of an instrument sent. */
    public synchronized long sent(int index) {
        return sent.size(index);
    }

    /** First frame of an instrument sent; -1 where none was. */
    public synchronized long first(int index) {
        return sent.first(index);
    }

    /** Last frame of an instrument sent; -1 where none was. */
    public synchronized long last(int index) {
        return sent.last(index);
    }

    /** Distinct frames withheld. */
    public synchronized long withheld() {
        return withheld.size();
    }

    /** Distinct frames pushed on subscribing. */
    public synchronized long snapshots() {
        return snapshots.size();
    }

    /** Snapshot messages: the same snapshot counts each time it is pushed. */
    public synchronized long pushed() {
        return pushed;
    }

    /** Tick messages of all kinds but snapshots. */
    public synchronized long messages() {
        return messages;
    }

    /** Distinct frames that any of these fronts sent. */
    public static FrameSet sentByAny(Collection<Ledger> ledgers) {
        int instruments = ledgers.iterator().next().instruments;
        return FrameSet.union(
                instruments, ledgers.stream().map(Ledger::copyOfSent).toList());
    }

    /** Distinct frames that any of these fronts sent, or owed and withheld. */
    public static FrameSet owedByAny(Collection<Ledger> ledgers) {
        int instruments = ledgers.iterator().next().instruments;
        return FrameSet.union(
                instruments, ledgers.stream().map(Ledger::copyOfOwed).toList());
    }

    /** Distinct frames that any of these fronts sent, or pushed on subscribing. */
    public static FrameSet givenByAny(Collection<Ledger> ledgers) {
        int instruments = ledgers.iterator().next().instruments;
        return FrameSet.union(
                instruments, ledgers.stream().map(Ledger::copyOfGiven).toList());
    }

    private synchronized FrameSet copyOfGiven() {
        return FrameSet.union(instruments, java.util.List.of(sent, snapshots));
    }

    private synchronized FrameSet copyOfOwed() {
        return FrameSet.union(instruments, java.util.List.of(sent, withheld));
    }

    private synchronized FrameSet copyOfSent() {
        return FrameSet.union(instruments, java.util.List.of(sent));
    }
}
