package io.ctpfeed.tick;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Text as JSON, in ASCII only: each byte of a CTP text is one character (ISO 8859-1, as {@link Tick}'s getters read it);
 * what JSON or ASCII does not allow is escaped, so whatever a front sends yields valid UTF-8.
 */
final class JsonText {
    /** A byte becomes so many at the most. */
    static final int LONGEST_ESCAPE = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonText() {}

    /** Writes the NUL-terminated text at {@code offset}, without quotes. @return the position after it */
    static int put(byte[] target, int position, DirectBuffer source, int offset, int longest) {
        int at = position;
        for (int i = 0; i < longest; i++) {
            int b = source.getByte(offset + i) & 0xff;
            if (b == 0) {
                break;
            }
            at = put(target, at, b);
        }
        return at;
    }

    /** A text and its quotes, in bytes of their own. */
    static byte[] quoted(String text) {
        byte[] target = new byte[text.length() * LONGEST_ESCAPE + 2];
        target[0] = '"';
        int at = 1;
        for (int i = 0; i < text.length(); i++) {
            at = put(target, at, text.charAt(i));
        }
        target[at++] = '"';
        return java.util.Arrays.copyOf(target, at);
    }

    private static int put(byte[] target, int position, int character) {
        if (character >= ' ' && character < 0x7f && character != '"' && character != '\\') {
            target[position] = (byte) character;
            return position + 1;
        }
        target[position] = '\\';
        target[position + 1] = 'u';
        for (int i = 0; i < 4; i++) {
            target[position + 2 + i] = HEX[character >> 12 - 4 * i & 0xf];
        }
        return position + LONGEST_ESCAPE;
    }
}
