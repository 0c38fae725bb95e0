package io.ctpfeed.cli;

import java.nio.file.Path;

/** Where ctpfeed lies: the launcher says it in {@code ctpfeed.home}; without it, the working directory. */
final class Installation {
    private static final String HOME = "ctpfeed.home";

    private Installation() {}

    static Path home() {
        return Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
    }

    /** @param given null: config/ of the installation */
    static Path configDir(Path given) {
        return directory(given, "config");
    }

    /** @param given null: routes/ of the installation */
    static Path routesDir(Path given) {
        return directory(given, "routes");
    }

    private static Path directory(Path given, String otherwise) {
        return (given == null ? home().resolve(otherwise) : given)
                .toAbsolutePath()
                .normalize();
    }
}
