package io.ctpfeed.subscription;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** An account as a run drives it. Any thread; nothing waits for the front. */
public interface SubscriptionLine {
    String account();

    Standing standing();

    /** All that the account wants, whoever asked for it. */
    Set<String> wanted();

    /** Adds to what is wanted; the account asks the front at its pace. */
    void subscribe(Collection<String> codes);

    /** Takes from what is wanted. */
    void unsubscribe(Collection<String> codes);

    /** Asks again for what is wanted. */
    void retry(Collection<String> codes);

    /** How far each wanted instrument got in the present session. A copy. */
    Map<String, Progress> progress();

    Pace pace();

    /** Calls the listener until {@link #unlisten}. */
    void listen(LineListener listener);

    void unlisten(LineListener listener);

    /**
     * Where the account stands.
     *
     * @param ready logged in
     * @param over stopped or blocked: nothing comes of waiting
     * @param reason in words, empty where it is ready
     */
    record Standing(boolean ready, boolean over, String reason) {}

    /**
     * How far an instrument got.
     *
     * @param asked in the present session
     * @param errorId of a refusal; 0: none
     */
    record Progress(boolean asked, boolean acknowledged, boolean ticking, int errorId, String errorMessage) {
        /** Proof that it is subscribed: an acknowledgement or a tick. */
        public boolean subscribed() {
            return acknowledged || ticking;
        }
    }

    /** @param instrumentsPerSecond as it is now; @param batchInstruments in one request */
    record Pace(int batchInstruments, int instrumentsPerSecond) {}
}
