package io.ctpfeed.drill;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes parts, the last one first, each once, whatever goes wrong with one of them. One thread. */
public final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** @return the part */
    public <T extends AutoCloseable> T later(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
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
