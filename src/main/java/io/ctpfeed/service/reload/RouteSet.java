package io.ctpfeed.service.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Route files that stand side by side, by path. Immutable. */
final class RouteSet {
    /** Nothing loaded yet. */
    static final RouteSet EMPTY = new RouteSet(Map.of());

    private final Map<Path, RouteFile> files;

    RouteSet(Map<Path, RouteFile> files) {
        this.files = new TreeMap<>(files);
    }

    /** An entry and the file it stands in. */
    record Placed(RouteFile file, RouteItem item) {
        Finding finding(int line, String message) {
            return file.finding(line, message);
        }
    }

    /** What an id is unique among: routes of either kind, templates, beans. */
    static String claim(RouteItem item, String id) {
        return (item.isRoute() ? ItemKind.ROUTE : item.kind()) + " " + id;
    }

    Map<Path, RouteFile> files() {
        return files;
    }

    RouteFile file(Path path) {
        return files.get(path);
    }

    List<Placed> of(ItemKind... kinds) {
        List<ItemKind> wanted = List.of(kinds);
        List<Placed> found = new ArrayList<>();
        for (RouteFile file : files.values()) {
            for (RouteItem item : file.items()) {
                if (wanted.contains(item.kind())) {
                    found.add(new Placed(file, item));
                }
            }
        }
        return found;
    }

    List<Placed> routes() {
        return of(ItemKind.ROUTE, ItemKind.TEMPLATED);
    }

    /** Null where there is none. */
    Placed template(String id) {
        return of(ItemKind.TEMPLATE).stream()
                .filter(placed -> placed.item().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Ids that two files claim, or that a route of the service itself has.
     *
     * @param inForce whose claims win
     * @param foreign ids of routes that no file made
     */
    List<Problem> clashes(RouteSet inForce, Collection<String> foreign) {
        Map<String, Placed> owners = new LinkedHashMap<>();
        List<Placed> all = of(ItemKind.values());
        for (Placed placed : all) {
            for (String id : placed.item().ids()) {
                String claim = claim(placed.item(), id);
                if (inForce.claims(placed.file().path(), claim)) {
                    owners.put(claim, placed);
                }
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (Placed placed : all) {
            for (String id : placed.item().ids()) {
                Placed owner = owners.computeIfAbsent(claim(placed.item(), id), claim -> placed);
                if (owner != placed) {
                    problems.add(clash(
                            placed,
                            "id " + id + " is already used in "
                                    + owner.finding(owner.item().idLine(), "")
                                            .toString()
                                            .replaceFirst(": $", "")));
                } else if (placed.item().isRoute() && foreign.contains(id)) {
                    problems.add(clash(placed, "id " + id + " is used by a route of the service itself"));
                }
            }
        }
        return problems;
    }

    private static Problem clash(Placed placed, String message) {
        return Problem.of(placed.finding(placed.item().idLine(), message + "; rename one"));
    }

    private boolean claims(Path path, String claim) {
        RouteFile file = files.get(path);
        return file != null
                && file.items().stream().anyMatch(item -> item.ids().stream()
                        .anyMatch(id -> claim(item, id).equals(claim)));
    }
}
