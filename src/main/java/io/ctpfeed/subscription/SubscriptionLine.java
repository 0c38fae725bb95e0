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

    /** What an operator unsubscribed by hand: it stays so, whatever list it is on. */
    Set<String> unsubscribedByHand();

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
     * @param over stopped by hand or blocked: nothing comes of waiting
     * @param stoppedByHand an operator stopped it, and it stays so
     * @param reason in words, empty where it is ready
     */
    record Standing(boolean ready, boolean over, boolean stoppedByHand, String reason) {
        public static final Standing READY = new Standing(true, false, false, "");
        public static final Standing STOPPED_BY_HAND = new Standing(false, true, true, "stopped by hand");

        /** It is away, and tries to come back. */
        public static Standing away(String reason) {
            return new Standing(false, false, false, reason);
        }

        /** It is away, and does not try any more. */
        public static Standing blocked(String reason) {
            return new Standing(false, true, false, reason);
        }
    }

    /**
     * How far an instrument got.
     *
     * @param asked in the present session
     * @param ticking in the present session
     * @param lastTickAt nanoseconds since 1970; 0: never
     * @param errorId of a refusal; 0: none
     */
    record Progress(
            boolean asked, boolean acknowledged, boolean ticking, long lastTickAt, int errorId, String errorMessage) {
        /** Proof that it is subscribed: an acknowledgement or a tick. */
        public boolean subscribed() {
            return acknowledged || ticking;
        }
    }

    /** @param instrumentsPerSecond as it is now; @param batchInstruments in one request */
    record Pace(int batchInstruments, int instrumentsPerSecond) {}
}
