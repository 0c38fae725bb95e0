package io.ctpfeed.service;

import java.util.List;

/** The service cannot start: lines that say why and what to do. */
public final class ServiceException extends RuntimeException {
    private final transient List<String> lines;

    public ServiceException(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    /** One problem each. */
    public List<String> lines() {
        return lines;
    }
}
