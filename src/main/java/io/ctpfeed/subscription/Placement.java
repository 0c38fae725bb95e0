package io.ctpfeed.subscription;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What runs have put where, kept from run to run: the last list of each account, and which instruments another account
 * carries because the session of their own is full (ErrorID 6000). Any thread.
 */
public final class Placement {
    private record Place(String home, String at) {}

    private final Map<String, Place> moved = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> lists = new ConcurrentHashMap<>();

    /** Remembers an account's list. @return what its last list held and this one does not */
    Set<String> renew(String account, Collection<String> list) {
        Set<String> now = Set.copyOf(list);
        Set<String> before = lists.put(account, now);
        Set<String> gone = new HashSet<>(before == null ? Set.of() : before);
        gone.removeAll(now);
        return gone;
    }

    void move(String code, String home, String to) {
        if (home.equals(to)) {
            moved.remove(code);
        } else {
            moved.put(code, new Place(home, to));
        }
    }

    /** The account that carries it. */
    String at(String code, String home) {
        Place place = moved.get(code);
        return place != null && place.home().equals(home) ? place.at() : home;
    }

    /** What an account carries for others. */
    Set<String> carriedBy(String account) {
        return moved.entrySet().stream()
                .filter(entry -> entry.getValue().at().equals(account))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
