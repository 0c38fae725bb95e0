package io.ctpfeed.quality;

import java.util.Arrays;
import java.util.function.Supplier;

/** Something for each line, by its index; made when it is first asked for. Any thread. */
public final class PerLine<T> {
    private final Supplier<T> make;
    private volatile Object[] all = {};

    public PerLine(Supplier<T> make) {
        this.make = make;
    }

    @SuppressWarnings("unchecked")
    public T of(int line) {
        Object[] known = all;
        return (T) (line < known.length ? known : grown(line))[line];
    }

    /** Lines there are so far. */
    public int size() {
        return all.length;
    }

    private synchronized Object[] grown(int line) {
        int known = all.length;
        if (line >= known) {
            Object[] more = Arrays.copyOf(all, line + 1);
            for (int i = known; i < more.length; i++) {
                more[i] = make.get();
            }
            all = more;
        }
        return all;
    }
}
