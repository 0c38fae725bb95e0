package io.ctpfeed.service.reload;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The service's word on an edit of the property file: asked before the edit whether the new text may come into force,
 * told afterwards what changed. Called by the thread that reloads.
 */
@FunctionalInterface
public interface PropertyListener {
    /** Takes any text; applies what routes use, by their restart, and nothing else. */
    PropertyListener RESTART_NEEDED = (change, usedByRoutes) -> usedByRoutes;

    /**
     * Judges a text of the property file before anything takes it.
     *
     * @param text well-formed: key=value, no key twice
     * @return why it is refused; empty if it is not
     */
    default List<Finding> check(Path file, String text) {
        return List.of();
    }

    /** The place whose value of this key holds whatever the file says; empty if the file's counts. */
    default Optional<String> overruledBy(String key) {
        return Optional.empty();
    }

    /**
     * Applies a change of any key whose value in the file counts; the new value is served already.
     *
     * @param usedByRoutes whether routes ask for it: those that do were restarted
     * @return whether all of the change is in effect now; if not, the edit is reported as waiting for a restart
     */
    boolean apply(PropertyChange change, boolean usedByRoutes);
}
