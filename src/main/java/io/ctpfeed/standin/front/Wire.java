package io.ctpfeed.standin.front;

/**
 * The numbers of the protocol between the stand-in library and the front (docs/architecture/stand-in-protocol.md). Types
 * below {@link #HELLO} are indexes into the vendor's vtables: of the SPI towards the library, of the API from it.
 */
public final class Wire {
    public static final int HEADER_LENGTH = 16;

    /** Flag: the callback's {@code bIsLast}. */
    public static final int LAST = 1;
    /** Flag: the payload ends with an RspInfo. */
    public static final int RSP_INFO = 2;
    /** Flag: the callback's first pointer is null. */
    public static final int NO_BODY = 4;

    public static final int HELLO = 0x1000;
    public static final int DISCONNECT = 0x1001;
    public static final int HEARTBEAT = 0x1002;
    /** A tick and how many times the library is to hand it out. */
    public static final int POUR = 0x1003;

    public static final int KIND_MARKET_DATA = 1;
    public static final int KIND_TRADER = 2;

    public static final int MD_SUBSCRIBE = 8;
    public static final int MD_UNSUBSCRIBE = 9;
    public static final int MD_LOGIN = 12;
    public static final int MD_LOGOUT = 13;
    public static final int MD_RSP_LOGIN = 3;
    public static final int MD_RSP_LOGOUT = 4;
    public static final int MD_RSP_ERROR = 6;
    public static final int MD_RSP_SUBSCRIBE = 7;
    public static final int MD_RSP_UNSUBSCRIBE = 8;
    public static final int MD_TICK = 11;

    public static final int TD_AUTHENTICATE = 11;
    public static final int TD_LOGIN = 14;
    public static final int TD_LOGOUT = 15;
    public static final int TD_CONFIRM_SETTLEMENT = 29;
    public static final int TD_QUERY_PRODUCT = 50;
    public static final int TD_QUERY_INSTRUMENT = 51;
    public static final int TD_QUERY_DEPTH = 52;
    public static final int TD_RSP_AUTHENTICATE = 3;
    public static final int TD_RSP_LOGIN = 4;
    public static final int TD_RSP_LOGOUT = 5;
    public static final int TD_RSP_CONFIRM_SETTLEMENT = 16;
    public static final int TD_RSP_PRODUCT = 37;
    public static final int TD_RSP_INSTRUMENT = 38;
    public static final int TD_RSP_DEPTH = 39;
    public static final int TD_RSP_ERROR = 73;
    public static final int TD_INSTRUMENT_STATUS = 78;

    /** What a pour has in front of its tick. */
    public static final int POUR_HEAD = 8;

    /** One code in the payload of (un)subscribe. */
    public static final int CODE_LENGTH = 81;

    /** Length of a frame on the wire. */
    static int framed(int payload) {
        return HEADER_LENGTH + ((payload + 7) & ~7);
    }

    private Wire() {}
}
