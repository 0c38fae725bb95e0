package io.ctpfeed.publish;

import io.nats.client.Message;

/** What JetStream answers to a message that was published. Stateless. */
final class StreamAnswer {
    private static final int NO_RESPONDERS = 503;

    private StreamAnswer() {}

    /** Why a message was not stored; empty if it was. @param subject of the message */
    static String refusal(Message answer, String subject) {
        if (answer.isStatusMessage()) {
            return answer.getStatus().getCode() == NO_RESPONDERS
                    ? "no stream stores " + subject
                    : subject + ": " + answer.getStatus().getMessageWithCode();
        }
        byte[] data = answer.getData();
        // {"stream":...} or {"error":...}: the third byte tells, and nothing else is of interest
        return data.length > 2 && data[2] == 'e' ? subject + " refused: " + new String(data) : "";
    }
}
