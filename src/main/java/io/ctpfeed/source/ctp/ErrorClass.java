package io.ctpfeed.source.ctp;

/** What an ErrorID of CTP asks for. */
enum ErrorClass {
    NONE,
    /** Passes by itself: try again, a second apart or more. */
    TRANSIENT,
    /** Wrong credentials or configuration: stop this account, or the next tries lock it. */
    CREDENTIALS,
    /** The front will not take more: wait, or use another session. */
    CAPACITY,
    /** Says what is already so. */
    BENIGN;

    /** @param errorId of a RspInfo; 0 or no RspInfo is no error */
    static ErrorClass of(int errorId) {
        return switch (errorId) {
            case 0 -> NONE;
            case 3, 63, 64, 75, 131, 140, 141, 143, 144 -> CREDENTIALS;
            case 60, 6000 -> CAPACITY;
            case 5 -> BENIGN;
            default -> errorId >= 4040 && errorId < 4050 ? CREDENTIALS : TRANSIENT;
        };
    }
}
