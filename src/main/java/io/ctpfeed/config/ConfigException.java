package io.ctpfeed.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; carries all that is wrong with it, a line each. Exit code 3. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    public ConfigException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator())));
        this.findings = List.copyOf(findings);
    }

    public ConfigException(Finding finding) {
        this(List.of(finding));
    }

    /** What is wrong; never empty, a line each. */
    public List<Finding> findings() {
        return findings;
    }
}
