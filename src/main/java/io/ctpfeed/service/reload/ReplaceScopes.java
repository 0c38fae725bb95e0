package io.ctpfeed.service.reload;

import java.util.Collection;

/**
 * Told before routes are stopped for an edit and after their successors run (or the last good versions are back), so
 * that what belongs to an account and not to a route (login, subscription, ring) can be kept in between.
 *
 * <p>Called by the thread that reloads, one edit at a time.
 */
@FunctionalInterface
public interface ReplaceScopes {
    /** For contexts without anything to keep. */
    ReplaceScopes NONE = routeIds -> () -> {};

    /**
     * @param routeIds all routes that this edit stops: those that are replaced and those that vanish; what none of the
     *     routes uses when the scope closes may be let go
     */
    ReplaceScope open(Collection<String> routeIds);
}
