package io.ctpfeed.config;

import io.ctpfeed.config.AccountConfig.Role;
import io.ctpfeed.config.AccountConfig.SourceKind;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The properties of an account, {@code ctp.accounts.NAME.FIELD}, in the environment {@code CTP_NAME_FIELD}. The lengths
 * are those of CTP's types: the API cuts what is longer, without a word.
 */
final class AccountProperties {
    static final String PREFIX = "ctp.accounts.";
    static final String ENVIRONMENT_PREFIX = "CTP_";

    private static final int NAME_LENGTH = 32;
    private static final int BROKER_ID_LENGTH = 10;
    private static final int USER_ID_LENGTH = 15;
    private static final int PASSWORD_LENGTH = 40;
    private static final int APP_ID_LENGTH = 32;
    private static final int AUTH_CODE_LENGTH = 16;
    private static final int SHARE_LENGTH = 7;

    private static final String EACH = PREFIX + "*.";
    private static final String[] FRONT_SCHEMES = {"tcp", "tcp6", "ssl"};
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0," + (NAME_LENGTH - 1) + "}");

    static final Property<List<ServerAddress>> FRONTS = Property.addresses(
            EACH + "fronts",
            null,
            "Market-data fronts; the first that answers is used, so fronts that must not stand in for each other belong"
                    + " to different accounts.",
            FRONT_SCHEMES);
    static final Property<List<ServerAddress>> TRADER_FRONTS = Property.addresses(
            EACH + "trader-fronts",
            "",
            "Trader fronts: the contract list comes from there, which the subscription route asks for.",
            FRONT_SCHEMES);
    static final Property<String> BROKER_ID =
            Property.text(EACH + "broker-id", BROKER_ID_LENGTH, null, "The broker's number.");
    static final Property<String> USER_ID =
            Property.text(EACH + "user-id", USER_ID_LENGTH, null, "The account's number with the broker.");
    static final Property<Secret> PASSWORD =
            Property.secret(EACH + "password", PASSWORD_LENGTH, "The account's password.");
    static final Property<String> APP_ID = Property.text(
            EACH + "app-id", APP_ID_LENGTH, "", "The program's name as registered with the broker; for trader fronts.");
    static final Property<Secret> AUTH_CODE = Property.secret(
            EACH + "auth-code", AUTH_CODE_LENGTH, "The code the broker gave for app-id; for trader fronts.");
    static final Property<Path> FLOW_DIR = Property.path(
            EACH + "flow-dir", "run/flow/*", "Where the CTP library keeps its files; one of its own for each account.");
    static final Property<SourceKind> SOURCE =
            Property.oneOf(EACH + "source", SourceKind.class, SourceKind.CTP, "What kind of source the account is.");

    static final Property<Role> ROLE = Property.oneOf(
            EACH + "role",
            Role.class,
            Role.HOT,
            "hot: its ticks make the stream together with those of the other hot accounts, the first copy of each wins;"
                    + " standby: logged in and subscribed, its ticks go on when it takes over; cold: connected when it is"
                    + " needed.");

    static final Property<String> SHARE = Property.text(
            EACH + "share",
            SHARE_LENGTH,
            "1/1",
            "Which part of the market it subscribes: 1/1 all of it, 1/2 the first of two halves. Accounts that carry the"
                    + " same instruments stand in for each other.");

    static final List<Property<?>> ALL = List.of(
            FRONTS, TRADER_FRONTS, BROKER_ID, USER_ID, PASSWORD, APP_ID, AUTH_CODE, FLOW_DIR, SOURCE, ROLE, SHARE);

    private AccountProperties() {}

    /** Names are also parts of URIs, metrics and environment variables; a name that ends like a field would be read as one. */
    static Optional<String> problemWithName(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("an account's name has lower-case letters, digits and dashes, " + NAME_LENGTH
                    + " at most, a letter first");
        }
        return name.endsWith("-trader") ? Optional.of("an account's name must not end with -trader") : Optional.empty();
    }

    /** {@code CTP_MY_DESK_BROKER_ID} is {@code ctp.accounts.my-desk.broker-id}; the longest field that fits counts. */
    static Optional<String> keyOfEnvironment(String variable) {
        if (!variable.startsWith(ENVIRONMENT_PREFIX)) {
            return Optional.empty();
        }
        return ALL.stream()
                .map(AccountProperties::field)
                .filter(field -> variable.length() > ENVIRONMENT_PREFIX.length() + field.length() + 1
                        && variable.endsWith("_" + Property.environmentName(field)))
                .max(Comparator.comparingInt(String::length))
                .map(field -> PREFIX + account(variable, field) + "." + field);
    }

    private static String account(String variable, String field) {
        return variable.substring(ENVIRONMENT_PREFIX.length(), variable.length() - field.length() - 1)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private static String field(Property<?> property) {
        return property.key().substring(EACH.length());
    }
}
