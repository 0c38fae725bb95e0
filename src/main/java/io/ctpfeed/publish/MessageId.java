package io.ctpfeed.publish;

import io.nats.client.impl.Headers;

/**
 * What tells one tick from all others, the header {@code Nats-Msg-Id}: {@code EPOCH.SUBJECT.SEQUENCE}, with its live
 * subject also where it is published late, so that a stream which holds both drops the second.
 *
 * @param epoch start of the service that numbered it
 * @param sequence its number within epoch and instrument
 */
record MessageId(long epoch, long sequence) implements Comparable<MessageId> {
    static final String HEADER = "Nats-Msg-Id";
    /** Before all others. */
    static final MessageId NONE = new MessageId(0, 0);

    static String of(String subject, long epoch, long sequence) {
        return new StringBuilder(subject.length() + 32)
                .append(epoch)
                .append('.')
                .append(subject)
                .append('.')
                .append(sequence)
                .toString();
    }

    /** For a message with such an id. @param sequence 0: it has none */
    static Headers headers(String subject, long epoch, long sequence) {
        Headers headers = new Headers();
        return sequence == 0 ? headers : headers.put(HEADER, of(subject, epoch, sequence));
    }

    /** Without a subject, for what is told from others by two numbers alone. */
    String text() {
        return epoch + "." + sequence;
    }

    /** @param text null, or not one of ours: {@link #NONE} */
    static MessageId parse(String text) {
        int first = text == null ? -1 : text.indexOf('.');
        if (first < 0) {
            return NONE;
        }
        try {
            return new MessageId(
                    Long.parseLong(text, 0, first, 10),
                    Long.parseLong(text, text.lastIndexOf('.') + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    /** Within a subject a later epoch comes after an earlier one. */
    @Override
    public int compareTo(MessageId other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }
}
