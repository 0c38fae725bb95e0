package io.ctpfeed.service.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How the routes of two versions differ. All ids, sorted.
 *
 * @param added in the new version only
 * @param changed in both, with another text
 * @param removed in the old version only
 * @param kept in both, with the same text
 */
record RouteDiff(List<String> added, List<String> changed, List<String> removed, List<String> kept) {

    static RouteDiff between(Version before, Version after) {
        RouteDiff diff = new RouteDiff(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, RouteText> old = before.texts();
        TreeSet<String> ids = new TreeSet<>(old.keySet());
        ids.addAll(after.texts().keySet());
        for (String id : ids) {
            RouteText now = after.texts().get(id);
            if (!old.containsKey(id)) {
                diff.added.add(id);
            } else if (now == null) {
                diff.removed.add(id);
            } else if (now.canonical().equals(old.get(id).canonical())) {
                diff.kept.add(id);
            } else {
                diff.changed.add(id);
            }
        }
        return diff;
    }

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** Replaced or removed. */
    Collection<String> stopped() {
        return union(changed, removed);
    }

    /** Replaced or added. */
    Collection<String> started() {
        return union(changed, added);
    }

    private static Collection<String> union(List<String> one, List<String> other) {
        TreeSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
