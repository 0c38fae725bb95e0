package io.ctpfeed.drill.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes NATS' messages off a stream, one at a time, where they lie in its buffer. One thread.
 *
 * <p>A client library makes several objects of each message; this reader takes next to nothing of the cores that it
 * shares with what it measures.
 */
final class TapReader {
    private static final int CAPACITY = 1 << 20;

    private final InputStream input;
    private final byte[] buffer = new byte[CAPACITY];
    private int next;
    private int end;
    private int subjectStart;
    private int subjectEnd;
    private int payloadStart;
    private int payloadEnd;

    TapReader(InputStream input) {
        this.input = input;
    }

    /** Reads up to the next message; other lines go to {@code others}. @return false at the end of the stream */
    boolean next(LineHandler others) throws IOException {
        while (true) {
            int lineEnd = endOfLine();
            if (lineEnd < 0) {
                return false;
            }
            if (buffer[next] == 'M' && buffer[next + 1] == 'S') {
                return message(lineEnd);
            }
            others.line(new String(buffer, next, lineEnd - next, StandardCharsets.US_ASCII));
            next = lineEnd + 2;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int payloadStart() {
        return payloadStart;
    }

    int payloadEnd() {
        return payloadEnd;
    }

    String subject() {
        return new String(buffer, subjectStart, subjectEnd - subjectStart, StandardCharsets.US_ASCII);
    }

    /** A number for the subject, the same each time. */
    long subjectHash() {
        long hash = 0xcbf29ce484222325L;
        for (int i = subjectStart; i < subjectEnd; i++) {
            hash = (hash ^ buffer[i]) * 0x100000001b3L;
        }
        return hash;
    }

    /** The number behind a key of the payload, looked for from its end; -1 if it is not there. */
    long number(byte[] key) {
        for (int at = payloadEnd - key.length; at >= payloadStart; at--) {
            int same = 0;
            while (same < key.length && buffer[at + same] == key[same]) {
                same++;
            }
            if (same == key.length) {
                return digits(at + key.length, payloadEnd);
            }
        }
        return -1;
    }

    // MSG SUBJECT SID SIZE
    private boolean message(int lineEnd) throws IOException {
        int size = lineEnd;
        while (buffer[size - 1] != ' ') {
            size--;
        }
        int length = (int) digits(size, lineEnd);
        int missing = lineEnd + 4 + length - end;
        int line = lineEnd - next;
        if (missing > 0 && !fill(missing)) { // moves what there is to the front
            return false;
        }
        subjectStart = next + 4;
        subjectEnd = subjectStart;
        while (buffer[subjectEnd] != ' ') {
            subjectEnd++;
        }
        payloadStart = next + line + 2;
        payloadEnd = payloadStart + length;
        next = payloadEnd + 2;
        return true;
    }

    private long digits(int from, int limit) {
        long value = 0;
        for (int i = from; i < limit && buffer[i] >= '0' && buffer[i] <= '9'; i++) {
            value = value * 10 + buffer[i] - '0';
        }
        return value;
    }

    private int endOfLine() throws IOException {
        int looked = 0;
        while (true) {
            for (int i = next + looked; i + 1 < end; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                    return i;
                }
            }
            looked = Math.max(0, end - next - 1);
            if (!fill(1)) {
                return -1;
            }
        }
    }

    /** Reads at least so many bytes more. */
    private boolean fill(int missing) throws IOException {
        System.arraycopy(buffer, next, buffer, 0, end - next);
        end -= next;
        next = 0;
        for (int wanted = end + missing; end < wanted; ) {
            int read = input.read(buffer, end, CAPACITY - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /** What is no message. */
    interface LineHandler {
        void line(String line) throws IOException;
    }
}
