package io.ctpfeed.subscription;

import java.util.List;

/** Told what happens on an account's line, in order, on the account's thread; must not block. */
public interface LineListener {
    /** @param code the API's: 0 sent, -1 not connected, -2 too many outstanding, -3 too many a second */
    void sent(String account, List<String> codes, int code);

    void acknowledged(String account, String instrument);

    /** @param message CTP's ErrorMsg, decoded */
    void rejected(String account, String instrument, int errorId, String message);

    /** The session with the front is gone, and all subscriptions with it; the account restores them by itself. */
    void lost(String account, String reason);
}
