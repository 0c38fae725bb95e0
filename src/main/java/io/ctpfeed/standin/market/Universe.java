package io.ctpfeed.standin.market;

import io.ctpfeed.tick.Contract;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contract list of the invented market: a whole market's futures, combinations, TAS and options, or as many of them
 * as asked for. Immutable.
 *
 * <p>An instrument's place in the list is its index. The order mixes exchanges and products: all futures first (so that
 * six instruments are one of each exchange), then combinations and TAS, then options, the nearest strikes first.
 */
public final class Universe {
    /** The most instruments there may be. */
    public static final int LARGEST = 25_000;

    private final List<Listing> listings;
    private final Map<String, Integer> indexes = new HashMap<>();

    private Universe(List<Listing> listings) {
        this.listings = List.copyOf(listings);
        for (Listing listing : listings) {
            indexes.put(listing.contract().instrumentId(), indexes.size());
        }
    }

    /**
     * @param size instruments, 1 to {@link #LARGEST}
     * @param tradingDay decides which months are listed
     */
    public static Universe of(int size, LocalDate tradingDay) {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("instruments: " + size + " is not between 1 and " + LARGEST);
        }
        Listings listings = new Listings(tradingDay);
        List<Listing> all = new ArrayList<>(mixed(listings.futures()));
        all.addAll(mixed(listings.combinations()));
        all.addAll(mixed(listings.options()));
        return new Universe(all.subList(0, Math.min(size, all.size())));
    }

    public int size() {
        return listings.size();
    }

    public Contract contract(int index) {
        return listings.get(index).contract();
    }

    /** @return -1 where there is no such instrument */
    public int indexOf(String instrumentId) {
        return indexes.getOrDefault(instrumentId, -1);
    }

    public List<Contract> contracts() {
        return listings.stream().map(Listing::contract).toList();
    }

    Listing listing(int index) {
        return listings.get(index);
    }

    List<Listing> listings() {
        return listings;
    }

    /** One of each exchange in turn. */
    private static List<Listing> mixed(List<Listing> listings) {
        Map<String, Deque<Listing>> byExchange = new LinkedHashMap<>();
        for (Listing listing : listings) {
            byExchange
                    .computeIfAbsent(listing.contract().exchangeId(), exchange -> new ArrayDeque<>())
                    .add(listing);
        }
        List<Listing> mixed = new ArrayList<>(listings.size());
        while (mixed.size() < listings.size()) {
            for (Deque<Listing> exchange : byExchange.values()) {
                if (!exchange.isEmpty()) {
                    mixed.add(exchange.poll());
                }
            }
        }
        return mixed;
    }
}
