package io.ctpfeed.service.reload;

import java.util.Collection;
import java.util.List;

/**
 * What became of one look at routes/ and config/.
 *
 * @param outcome what happened to the running routes
 * @param files names of the files whose new text is in force
 * @param added ids of routes that were added
 * @param changed ids of routes that were replaced
 * @param removed ids of routes that vanished
 * @param kept ids of routes that were not touched
 * @param stayedStopped those of {@code changed} that an operator had stopped or suspended: replaced, not started
 * @param properties keys of the property file that changed
 * @param overruled those of {@code properties} whose value in a stronger place counts, with that place
 * @param restartNeeded those of {@code properties} that take effect, in whole or in part, after a restart of the service
 *     only
 * @param notRestored ids of routes that a failed edit took down and that could not be put back
 * @param findings what is wrong with files that were refused, or why a start failed
 * @param elapsedMillis from reading the files to the last start
 */
public record ReloadResult(
        Outcome outcome,
        List<String> files,
        List<String> added,
        List<String> changed,
        List<String> removed,
        List<String> kept,
        List<String> stayedStopped,
        List<String> properties,
        List<String> overruled,
        List<String> restartNeeded,
        List<String> notRestored,
        List<Finding> findings,
        long elapsedMillis) {

    /** Files are judged one by one: with {@code APPLIED} there may be findings of other files that were refused. */
    public enum Outcome {
        /** No file differs from what runs, or (of a check) nothing is wrong. */
        UNCHANGED,
        /** At least one file's new text is in force. */
        APPLIED,
        /** Nothing running was touched. */
        REFUSED,
        /** A route did not start; the last good versions run again, but for {@code notRestored}. */
        ROLLED_BACK
    }

    /** Whether everything on disk is in force. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    static ReloadResult of(Outcome outcome, List<String> kept, List<Finding> findings, long elapsedMillis) {
        return new ReloadResult(
                outcome,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                kept,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                findings,
                elapsedMillis);
    }

    ReloadResult notRestoring(Collection<String> ids) {
        return new ReloadResult(
                outcome,
                files,
                added,
                changed,
                removed,
                kept,
                stayedStopped,
                properties,
                overruled,
                restartNeeded,
                ids.stream().sorted().toList(),
                findings,
                elapsedMillis);
    }
}
