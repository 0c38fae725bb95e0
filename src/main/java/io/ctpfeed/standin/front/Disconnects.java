package io.ctpfeed.standin.front;

/** Reasons of {@code OnFrontDisconnected}. */
public final class Disconnects {
    /** Also what being thrown out looks like. */
    public static final int READ_FAILED = 0x1001;

    public static final int WRITE_FAILED = 0x1002;
    /** Nothing was received for the heartbeat timeout. */
    public static final int HEARTBEAT_TIMEOUT = 0x2001;

    public static final int HEARTBEAT_NOT_SENT = 0x2002;
    public static final int BAD_PACKET = 0x2003;

    private Disconnects() {}
}
