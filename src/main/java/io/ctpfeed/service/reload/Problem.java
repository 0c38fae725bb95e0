package io.ctpfeed.service.reload;

import java.nio.file.Path;
import java.util.Set;

/**
 * Something that keeps a set of files from being used.
 *
 * @param finding what, and where it shows
 * @param involved the files that have a part in it: those of them that were edited are refused
 */
record Problem(Finding finding, Set<Path> involved) {
    static Problem of(Finding finding) {
        return new Problem(finding, Set.of(finding.file()));
    }
}
