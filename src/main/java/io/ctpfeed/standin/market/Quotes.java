package io.ctpfeed.standin.market;

/** The quotes of a universe under a seed, by index. Immutable. */
final class Quotes {
    private final Quote[] quotes;

    Quotes(Universe universe, long seed) {
        quotes = universe.listings().stream()
                .map(listing -> new Quote(listing, seed))
                .toArray(Quote[]::new);
    }

    Quote get(int index) {
        return quotes[index];
    }

    int size() {
        return quotes.length;
    }
}
