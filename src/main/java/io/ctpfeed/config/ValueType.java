package io.ctpfeed.config;

/**
 * How the text of a property becomes a value. Without state; any thread.
 *
 * @param <T> the value's type
 */
interface ValueType<T> {
    /**
     * @param text not blank, without spaces at its ends
     * @throws Malformed saying what is wrong and what to write instead
     */
    T parse(String text) throws Malformed;

    /** What may be written, for messages and the reference: {@code 1 to 65535}, {@code json}. */
    String expected();

    /** The text that {@link #parse} would turn into this value. */
    default String format(T value) {
        return String.valueOf(value);
    }

    /** A text that is no value of its type. */
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final transient String remedy;

        Malformed(String problem, String remedy) {
            super(problem, null, false, false);
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }
    }
}
