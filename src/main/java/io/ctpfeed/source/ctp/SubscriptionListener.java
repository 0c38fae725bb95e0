package io.ctpfeed.source.ctp;

import java.util.List;

/** Told how subscribing goes, on the account's thread. */
interface SubscriptionListener {
    void sent(List<String> ids, int code, int instrumentsPerSecond);

    void acknowledged(String id);

    void rejected(String id, int errorId, String message);
}
