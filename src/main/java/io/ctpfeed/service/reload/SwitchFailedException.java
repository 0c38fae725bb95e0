package io.ctpfeed.service.reload;

import java.util.Map;
import java.util.TreeMap;

/** A route of the new version did not start; the old version was put back, as far as it went. */
final class SwitchFailedException extends Exception {
    private final String routeId;
    private final transient Map<String, String> notRestored;

    SwitchFailedException(String routeId, Throwable cause, Map<String, String> notRestored) {
        super(reason(cause), cause);
        this.routeId = routeId;
        this.notRestored = new TreeMap<>(notRestored);
    }

    /** That failed; empty if it was none. */
    String routeId() {
        return routeId;
    }

    /** Why, by id of the route that could not be put back; empty if all runs as before. */
    Map<String, String> notRestored() {
        return notRestored;
    }

    /** The innermost message. */
    static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
