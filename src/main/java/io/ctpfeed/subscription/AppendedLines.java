package io.ctpfeed.subscription;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file (UTF-8) that only ever grows, by whole lines, so that it is valid whenever the process dies. A disk that takes
 * nothing is logged once, and then nothing is written any more. One thread.
 */
final class AppendedLines {
    private static final Logger LOG = LoggerFactory.getLogger(AppendedLines.class);
    /** Below a page, so that the kernel takes it whole or not at all. */
    private static final int WRITE_CHARACTERS = 1_000;

    private final Path file;
    private final OutputStream out;
    private final StringBuilder waiting = new StringBuilder();
    private boolean failed;

    /** @throws IOException if it is there, or cannot be made */
    AppendedLines(Path file) throws IOException {
        this.file = file;
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }

    /** @param line without its end */
    void add(CharSequence line) {
        waiting.append(line).append('\n');
        if (waiting.length() >= WRITE_CHARACTERS) {
            flush();
        }
    }

    void flush() {
        byte[] text = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        if (failed || text.length == 0) {
            return;
        }
        try {
            out.write(text);
        } catch (IOException e) {
            failed(e);
        }
    }

    void close() {
        flush();
        try {
            out.close();
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        failed = true;
        LOG.error("{} was not written ({}): make room on the disk, or check who may write there", file, e.toString());
    }
}
