package io.ctpfeed.config;

/**
 * A text that must not be seen: a password, an authorisation code, a token. It prints as {@code ***}, has no property
 * that a serialiser would find, and gives its content only to who asks for it by {@link #reveal()}. Immutable.
 */
public final class Secret {
    /** What stands in for a secret wherever it would be printed. */
    public static final String MASK = "***";

    /** For what has no secret. */
    public static final Secret EMPTY = new Secret("");

    private final transient String content;

    private Secret(String content) {
        this.content = content;
    }

    public static Secret of(String content) {
        return new Secret(content);
    }

    /** The content: for the call that needs it, never for a log, a message or a field that is kept. */
    public String reveal() {
        return content;
    }

    /** Whether there is none; no {@code is} in its name, lest a serialiser take it for a property. */
    public boolean absent() {
        return content.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.content.equals(content);
    }

    /** The same for all, so that nothing of the content shows. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }

    /** The text without what stands before the @ of an address in it: that may be a password. */
    public static String withoutUserInfo(String text) {
        return text.replaceAll("//[^@/]*@", "//" + MASK + "@");
    }
}
