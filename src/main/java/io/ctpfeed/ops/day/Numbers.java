package io.ctpfeed.ops.day;

import java.util.Locale;

/** Numbers for people. Stateless. */
final class Numbers {
    private Numbers() {}

    /** 1234567 as 1,234,567. */
    static String text(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
