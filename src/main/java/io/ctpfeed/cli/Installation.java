package io.ctpfeed.cli;

import java.nio.file.Path;

/** Where ctpfeed lies: the launcher says it in {@code ctpfeed.home}; without it, the working directory. */
final class Installation {
    private static final String HOME = "ctpfeed.home";

    private Installation() {}

    static Path home() {
        return Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
    }
}
