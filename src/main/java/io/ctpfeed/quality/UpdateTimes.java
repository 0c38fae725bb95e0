package io.ctpfeed.quality;

import org.agrona.concurrent.UnsafeBuffer;

/** CTP's UpdateTime, HH:mm:ss, as a second of the day. Ticks of a burst have the same: it is read once. One thread. */
final class UpdateTimes {
    /** What is no time of day. */
    static final int NONE = -1;

    private long lastText;
    private int last = NONE;

    /** @param text eight characters, as a little-endian number */
    int second(long text) {
        if (text != lastText) {
            lastText = text;
            last = parse(text);
        }
        return last;
    }

    static int secondOf(String text) {
        if (text.length() != 8) {
            return NONE;
        }
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[8]);
        bytes.putStringWithoutLengthAscii(0, text);
        return parse(bytes.getLong(0, java.nio.ByteOrder.LITTLE_ENDIAN));
    }

    private static int parse(long text) {
        int hour = pair(text, 0);
        int minute = pair(text, 3);
        int second = pair(text, 6);
        boolean sound = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return sound && at(text, 2) == ':' && at(text, 5) == ':' ? hour * 3600 + minute * 60 + second : NONE;
    }

    private static int pair(long text, int index) {
        int tens = at(text, index) - '0';
        int ones = at(text, index + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NONE : tens * 10 + ones;
    }

    private static int at(long text, int index) {
        return (int) (text >>> index * 8) & 0xFF;
    }
}
