package io.ctpfeed.service.reload;

import java.nio.file.Path;

/**
 * One thing that is wrong with an edited file, and where.
 *
 * @param file of routes/ or config/
 * @param line from 1; 0 where it concerns the whole file
 * @param message what is wrong, with the value, and what to do; one line
 */
public record Finding(Path file, int line, String message) {

    public Finding {
        message = message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** {@code routes/ticks.yaml:12: message}, as compilers write it. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
