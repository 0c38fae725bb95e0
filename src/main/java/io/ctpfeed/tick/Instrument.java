package io.ctpfeed.tick;

/**
 * One instrument as the feed knows it: its code, a small dense index, and its contract once a list named it.
 *
 * <p>The contract may be set by any thread at any time; all else never changes.
 */
public final class Instrument {
    /** What an instrument's exchange is called until a contract list names it. */
    public static final String UNKNOWN_EXCHANGE = "UNKNOWN";

    /** What it has that is beyond the bound of {@link Instruments}: no step keeps anything of it. */
    public static final int NO_INDEX = -1;

    private final String id;
    private final int index;
    private volatile Contract contract;

    Instrument(String id, int index) {
        this.id = id;
        this.index = index;
    }

    /** CTP's InstrumentID. */
    public String id() {
        return id;
    }

    /** From 0, without holes, fixed for the life of the process: for state per instrument. {@link #NO_INDEX}: none. */
    public int index() {
        return index;
    }

    /** Null until a contract list named the instrument. */
    public Contract contract() {
        return contract;
    }

    /** By {@link Instruments#learn} alone, which tells of it. */
    void contract(Contract contract) {
        this.contract = contract;
    }

    /** From the contract list; {@link #UNKNOWN_EXCHANGE} until it is known. */
    public String exchangeId() {
        Contract known = contract;
        return known == null || known.exchangeId().isEmpty() ? UNKNOWN_EXCHANGE : known.exchangeId();
    }

    @Override
    public String toString() {
        return exchangeId() + "." + id;
    }
}
