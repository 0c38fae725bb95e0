package io.ctpfeed.subscription;

import io.ctpfeed.tick.Contract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Chooses from a contract list what an account subscribes: a bean of routes/subscription.yaml. Stateless, any thread.
 *
 * <p>A list of words is separated by commas; empty or {@code *} means all.
 */
public final class ContractFilter {
    /**
     * The codes to subscribe, in the order of their codes so that shares are the same whatever order a front answers in.
     *
     * @param exchanges SHFE, INE, DCE, CZCE, CFFEX, GFEX
     * @param productClasses CTP's ProductClass: 1 future, 2 option, 3 combination, 6 index option, 7 TAS
     * @param include regular expressions; a code is taken if one matches it whole
     * @param exclude regular expressions; a code is left out if one matches it whole
     * @param share {@code 1/2}: the first of two disjoint halves; {@code 1/1}: all
     * @throws IllegalArgumentException one line that names the value and what is allowed
     */
    public List<String> select(
            List<Contract> contracts,
            String exchanges,
            String productClasses,
            String include,
            String exclude,
            String share) {
        Set<String> wantedExchanges = words(exchanges);
        Set<String> wantedClasses = words(productClasses);
        List<Pattern> included = patterns("subscription.include", include);
        List<Pattern> excluded = patterns("subscription.exclude", exclude);
        int[] part = share(share);
        List<String> chosen = new ArrayList<>();
        contracts.stream()
                .filter(contract -> wantedExchanges.isEmpty() || wantedExchanges.contains(contract.exchangeId()))
                .filter(contract ->
                        wantedClasses.isEmpty() || wantedClasses.contains(String.valueOf(contract.productClass())))
                .map(Contract::instrumentId)
                .filter(id -> included.isEmpty() || matches(included, id))
                .filter(id -> !matches(excluded, id))
                .sorted(Comparator.naturalOrder())
                .forEach(chosen::add);
        List<String> ours = new ArrayList<>(chosen.size() / part[1] + 1);
        for (int i = part[0] - 1; i < chosen.size(); i += part[1]) {
            ours.add(chosen.get(i));
        }
        return ours;
    }

    private static Set<String> words(String list) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        return words.contains("*") ? Set.of() : words;
    }

    private static List<Pattern> patterns(String property, String list) {
        return words(list).stream()
                .map(word -> {
                    try {
                        return Pattern.compile(word);
                    } catch (PatternSyntaxException e) {
                        throw new IllegalArgumentException(property + ": '" + word + "' is no regular expression: "
                                + e.getDescription() + "; for example rb\\d+ or IO.*");
                    }
                })
                .toList();
    }

    private static boolean matches(List<Pattern> patterns, String id) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(id).matches());
    }

    private static int[] share(String share) {
        try {
            String[] parts = share.strip().split("/");
            int[] part = {Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip())};
            if (part[0] >= 1 && part[0] <= part[1]) {
                return part;
            }
        } catch (RuntimeException e) {
            // said below
        }
        throw new IllegalArgumentException("share '" + share + "': write 1/1 for all, 1/2 and 2/2 for two halves");
    }
}
