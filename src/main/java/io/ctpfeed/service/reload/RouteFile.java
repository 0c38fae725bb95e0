package io.ctpfeed.service.reload;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A route file whose form is right: YAML, the DSL's schema, an id for every route. Whether its routes can be built is
 * told by {@link ScratchContext}.
 *
 * @param path where it lies
 * @param text as read
 * @param items in the order of the text
 */
record RouteFile(Path path, String text, List<RouteItem> items) {
    /** @param left items that are to be as if they were not there */
    RouteFile without(Collection<RouteItem> left) {
        return new RouteFile(
                path, text, items.stream().filter(item -> !left.contains(item)).toList());
    }

    List<RouteItem> fileWide() {
        return items.stream().filter(item -> item.kind() == ItemKind.FILE_WIDE).toList();
    }

    /**
     * The text with everything blanked but the given items and what applies to the whole file: what is left stands on
     * its own lines, so that the line numbers Camel shows are those of the file.
     */
    String only(Collection<RouteItem> kept) {
        String[] lines = text.split("\\R", -1);
        boolean[] keep = new boolean[lines.length];
        for (RouteItem item : items) {
            if (kept.contains(item) || item.kind() == ItemKind.FILE_WIDE) {
                Arrays.fill(keep, item.firstLine() - 1, item.lastLine(), true);
            }
        }
        StringBuilder fragment = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            fragment.append(keep[i] ? lines[i] : "").append('\n');
        }
        return fragment.toString();
    }

    Finding finding(int line, String message) {
        return new Finding(path, line, message);
    }
}
