package io.ctpfeed.ops.hawtio;

import java.security.Principal;

/**
 * The role that Hawtio asks of whoever logs in; it looks for it by the name of this class. Immutable.
 *
 * @param name of the role
 */
public record OperatorRole(String name) implements Principal {
    /** The only one there is. */
    public static final String OPERATOR = "operator";

    @Override
    public String getName() {
        return name;
    }
}
