package io.ctpfeed.service.reload;

/**
 * Takes changes of properties that no route uses. Called by the thread that reloads, after the new value is served;
 * a change of a property that routes use restarts those routes instead and is not told here.
 */
@FunctionalInterface
public interface PropertyListener {
    /** Nothing is applied: every such change waits for a restart of the service. */
    PropertyListener RESTART_NEEDED = change -> false;

    /** @return whether the change is in effect now; if not, the edit is reported as waiting for a restart */
    boolean apply(PropertyChange change);
}
