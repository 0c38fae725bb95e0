package io.ctpfeed.service.reload;

import java.util.List;

/** A file that cannot be used as it is. */
final class BadFileException extends Exception {
    private final transient List<Finding> findings;

    BadFileException(Finding finding) {
        this(List.of(finding));
    }

    BadFileException(List<Finding> findings) {
        super(findings.get(0).toString());
        this.findings = List.copyOf(findings);
    }

    List<Finding> findings() {
        return findings;
    }
}
