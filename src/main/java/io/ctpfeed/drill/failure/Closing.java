package io.ctpfeed.drill.failure;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes parts, the last one first, whatever goes wrong with one of them. One thread. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** @param part null: none */
    void later(AutoCloseable part) {
        if (part != null) {
            parts.push(part);
        }
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
