package io.ctpfeed.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant: the one with the smallest Levenshtein distance, if it is near enough. */
public final class NearestName {
    private static final int ALWAYS_NEAR = 2;
    private static final int LETTERS_PER_EDIT = 4;

    private NearestName() {}

    /** @return empty if no candidate comes within two edits, or an edit for every four letters of the name */
    public static Optional<String> of(String name, Collection<String> candidates) {
        int limit = Math.max(ALWAYS_NEAR, name.length() / LETTERS_PER_EDIT);
        return candidates.stream()
                .filter(candidate -> distance(name, candidate) <= limit)
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Insertions, deletions and substitutions from one to the other, whatever the case. */
    static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
