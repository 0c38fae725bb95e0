package io.ctpfeed.publish;

import io.ctpfeed.tick.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The subjects of ticks, {@code PREFIX.EXCHANGE.INSTRUMENT}, each made once and again when the exchange becomes known; of
 * an instrument without an index, each time.
 *
 * <p>Within a token each byte outside {@code A-Za-z0-9_-} is written {@code =HH}, since codes of combinations hold
 * {@code &} and spaces, and a front may send anything; an empty token is a lone {@code =}. One thread at a time.
 */
public final class Subjects {
    private static final char ESCAPE = '=';
    private static final String EMPTY = "=";
    private static final String HEX = "0123456789ABCDEF";
    private static final Pattern FILTER = Pattern.compile("[^\\s.>]+(\\.[^\\s.>]+)*(\\.>)?");

    private final String prefix;
    private Entry[] entries = new Entry[1024];

    /** @param prefix the first tokens, without a dot at the end: {@code md.tick} */
    public Subjects(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }

    public String of(Instrument instrument) {
        int index = instrument.index();
        if (index == Instrument.NO_INDEX) {
            return subject(instrument.exchangeId(), instrument.id());
        }
        if (index >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(index + 1, entries.length * 2));
        }
        Entry entry = entries[index];
        String exchange = instrument.exchangeId();
        if (entry == null || entry.instrument != instrument || !entry.exchange.equals(exchange)) {
            entry = new Entry(instrument, exchange, subject(exchange, instrument.id()));
            entries[index] = entry;
        }
        return entry.subject;
    }

    private String subject(String exchange, String id) {
        return prefix + '.' + escape(exchange) + '.' + escape(id);
    }

    /**
     * Where a tick goes that missed its live subject: the same exchange and instrument, under {@code md.late} for {@code
     * md.tick}, under {@code PREFIX-late} for any other prefix.
     */
    static String late(String live) {
        int prefixEnd = live.lastIndexOf('.', live.lastIndexOf('.') - 1);
        String prefix = live.substring(0, prefixEnd);
        String late = prefix.endsWith(".tick") ? prefix.substring(0, prefix.length() - 4) + "late" : prefix + "-late";
        return late + live.substring(prefixEnd);
    }

    /** Whether a text may be what a stream or a subscription takes: tokens with dots between them, then perhaps {@code >}. */
    public static boolean isFilter(String text) {
        return FILTER.matcher(text).matches();
    }

    /** A text as one token of a subject. @param text of characters up to U+00FF, as CTP's codes are read */
    public static String escape(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        StringBuilder token = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            if (isPlain(b)) {
                token.append((char) b);
            } else {
                token.append(ESCAPE).append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return token.toString();
    }

    /** The text that {@link #escape} made the token of. */
    public static String unescape(String token) {
        if (token.equals(EMPTY)) {
            return "";
        }
        StringBuilder text = new StringBuilder(token.length());
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c != ESCAPE) {
                text.append(c);
                continue;
            }
            text.append((char) (hexDigit(token, i + 1) << 4 | hexDigit(token, i + 2)));
            i += 2;
        }
        return text.toString();
    }

    private static int hexDigit(String token, int at) {
        int digit = at < token.length() ? HEX.indexOf(token.charAt(at)) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("token " + token + ": = is not followed by two of 0-9, A-F at " + at);
        }
        return digit;
    }

    private static boolean isPlain(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '_' || b == '-';
    }

    private record Entry(Instrument instrument, String exchange, String subject) {}
}
