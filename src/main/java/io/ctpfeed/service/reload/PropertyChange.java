package io.ctpfeed.service.reload;

/**
 * A property that an edit of the property file changed.
 *
 * @param key as written in the file
 * @param oldValue null where the edit added it
 * @param newValue null where the edit removed it
 */
public record PropertyChange(String key, String oldValue, String newValue) {
    /** Without the values: they may be secrets. */
    @Override
    public String toString() {
        return key;
    }
}
