package io.ctpfeed.config;

import java.util.List;

/**
 * Hawtio, the page where operators see routes and accounts and stop or start them. Immutable.
 *
 * @param enabled whether it is started where user and password are given
 * @param port on 127.0.0.1; 0: any free one
 * @param user who may log in; empty: nobody
 * @param password of the user
 */
public record HawtioConfig(boolean enabled, int port, String user, Secret password) {
    private static final int TEXT_LENGTH = 256;
    private static final int LEAST_LENGTH = 12;

    private static final Property<Boolean> ENABLED = Property.flag(
            "hawtio.enabled", true, "Whether Hawtio is started; without hawtio.user and hawtio.password it never is.");
    private static final Property<Integer> PORT = Property.integer(
            "hawtio.port", Unit.NONE, 9_466, 0, 65_535, "Port on 127.0.0.1 for Hawtio: /hawtio/; 0 for any free one.");
    private static final Property<String> USER =
            Property.text("hawtio.user", TEXT_LENGTH, "", "Who may log in to Hawtio; nobody by default.");
    private static final Property<Secret> PASSWORD = Property.secret(
            "hawtio.password", TEXT_LENGTH, "Password of hawtio.user, " + LEAST_LENGTH + " characters at least.");

    static final List<Property<?>> ALL = List.of(ENABLED, PORT, USER, PASSWORD);

    static HawtioConfig of(Values values) {
        HawtioConfig config = new HawtioConfig(
                Boolean.TRUE.equals(values.required(ENABLED)),
                values.number(PORT),
                values.optional(USER).orElse(""),
                values.optional(PASSWORD).orElse(Secret.EMPTY));
        int length = config.password.reveal().length();
        if (length > 0 && length < LEAST_LENGTH) {
            values.unsound(
                    PASSWORD,
                    "shorter than " + LEAST_LENGTH + " characters",
                    "take a longer one: openssl rand -base64 18");
        }
        return config;
    }

    /** Whether somebody could log in at all. */
    public boolean hasLogin() {
        return !user.isEmpty() && !password.absent();
    }
}
