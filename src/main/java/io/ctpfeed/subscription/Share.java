package io.ctpfeed.subscription;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One of several disjoint parts of the market, for accounts that carry it together. Immutable.
 *
 * <p>A contract's part depends on its code alone, so that one more contract moves no other from account to account. Parts
 * are of about one size.
 *
 * @param part from 1
 * @param of how many parts there are
 */
public record Share(int part, int of) {
    /**
     * @param text {@code 1/2}: the first of two parts; {@code 1/1}: all
     * @throws IllegalArgumentException one line that names the value and what is allowed
     */
    public static Share of(String text) {
        String[] numbers = text.strip().split("\\s*/\\s*");
        try {
            Share share = new Share(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
            if (share.part >= 1 && share.part <= share.of) {
                return share;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // said below
        }
        throw new IllegalArgumentException("share '" + text + "': write 1/1 for all, 1/2 and 2/2 for two halves");
    }

    public boolean holds(String code) {
        CRC32 sum = new CRC32();
        sum.update(code.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % of == part - 1;
    }
}
