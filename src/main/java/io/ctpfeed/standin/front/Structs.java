package io.ctpfeed.standin.front;

import java.nio.charset.Charset;
import org.agrona.MutableDirectBuffer;

/** Writes and reads the texts of the vendor's structs: fixed length, NUL-terminated, GB18030. */
final class Structs {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Structs() {}

    /** @param length of the field, its terminating NUL included; a longer text is cut between characters */
    static void text(MutableDirectBuffer buffer, int at, int length, String text) {
        byte[] bytes = text.getBytes(GB18030);
        for (int end = text.length(); bytes.length >= length; ) {
            bytes = text.substring(0, --end).getBytes(GB18030);
        }
        buffer.putBytes(at, bytes);
    }

    /** The text of a field of a request; empty where the payload is too short for it. */
    static String text(byte[] payload, int at, int length) {
        int end = at;
        while (end < Math.min(payload.length, at + length) && payload[end] != 0) {
            end++;
        }
        return end <= at ? "" : new String(payload, at, end - at, GB18030);
    }

    static void rspInfo(MutableDirectBuffer buffer, int at, RspInfo info) {
        buffer.putInt(at, info.errorId());
        text(buffer, at + 4, 81, info.text());
    }
}
