package io.ctpfeed.service.reload;

import java.util.List;

/** A route of the new version did not start; the old version was put back. */
final class SwitchFailedException extends Exception {
    private final String routeId;
    private final List<String> notRestored;

    SwitchFailedException(String routeId, Throwable cause, List<String> notRestored) {
        super(reason(cause), cause);
        this.routeId = routeId;
        this.notRestored = List.copyOf(notRestored);
    }

    /** That failed; empty if it was none. */
    String routeId() {
        return routeId;
    }

    /** What could not be put back; empty if all runs as before. */
    List<String> notRestored() {
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
