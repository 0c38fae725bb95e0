package io.ctpfeed.config;

import io.ctpfeed.config.ValueType.Malformed;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a front or a NATS server listens: {@code tcp://180.168.146.187:10131}. CTP's RegisterFront takes {@code tcp},
 * {@code tcp6} and {@code ssl}. Immutable.
 *
 * @param scheme in lower case
 * @param host a name or an address; one of version 6 in brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String scheme, String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9]+)://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
    private static final int MAX_PORT = 65535;

    static ServerAddress parse(String text, List<String> schemes) throws Malformed {
        String example = schemes.get(0) + "://HOST:PORT";
        if (text.isEmpty()) {
            throw new Malformed("has an empty place between commas", "take the spare comma out");
        }
        if (text.contains("@")) {
            throw new Malformed(
                    "an address with user or password in it",
                    "take them out of the address; NATS has nats.user and nats.password");
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Malformed("'" + text + "' is not an address", "write " + example);
        }
        String scheme = matcher.group(1).toLowerCase(java.util.Locale.ROOT);
        if (!schemes.contains(scheme)) {
            throw new Malformed(
                    "scheme '" + scheme + "' is not one of " + String.join(", ", schemes), "write " + example);
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > MAX_PORT) {
            throw new Malformed("port " + port + " is out of range", "write a port from 1 to " + MAX_PORT);
        }
        return new ServerAddress(scheme, matcher.group(2), port);
    }

    /** As CTP's RegisterFront and NATS take it. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
