package io.ctpfeed.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account and the fronts it logs in to. Immutable.
 *
 * @param name as in {@code ctp:NAME}
 * @param fronts market-data fronts, one at least (RegisterFront)
 * @param traderFronts trader fronts; empty: no trader session
 * @param brokerId BrokerID
 * @param userId UserID
 * @param password Password
 * @param appId AppID of ReqAuthenticate; empty without a trader session
 * @param authCode AuthCode of ReqAuthenticate; empty without a trader session
 * @param flowDir absolute; the account's own (flow path of CreateFtdcMdApi)
 * @param source what kind of source it is
 * @param role what it is for
 * @param share which part of the market it carries, {@code 1/2}: the first of two
 */
public record AccountConfig(
        String name,
        List<ServerAddress> fronts,
        List<ServerAddress> traderFronts,
        String brokerId,
        String userId,
        Secret password,
        String appId,
        Secret authCode,
        Path flowDir,
        SourceKind source,
        Role role,
        String share) {

    private static final Pattern SHARE = Pattern.compile("([1-9]\\d{0,2})/([1-9]\\d{0,2})");

    /** What an account is an account of. */
    public enum SourceKind {
        /** CTP, by jctp. */
        CTP
    }

    /** What an account is for. */
    public enum Role {
        /** Its ticks go on tick by tick, together with those of the other hot ones. */
        HOT,
        /** Logged in and subscribed; its ticks go on once it is active. */
        STANDBY,
        /** Connected when it is needed. */
        COLD
    }

    /** Whether it has a trader session. */
    public boolean hasTrader() {
        return !traderFronts.isEmpty();
    }

    static AccountConfig of(String name, Values values) {
        Optional<List<ServerAddress>> traderFronts = values.optional(AccountProperties.TRADER_FRONTS.of(name));
        // ReqAuthenticate comes before the trader login and wants both.
        boolean trader = traderFronts.isPresent();
        return new AccountConfig(
                name,
                values.required(AccountProperties.FRONTS.of(name)),
                traderFronts.orElse(List.of()),
                values.required(AccountProperties.BROKER_ID.of(name)),
                values.required(AccountProperties.USER_ID.of(name)),
                values.required(AccountProperties.PASSWORD.of(name)),
                neededIf(trader, AccountProperties.APP_ID.of(name), values, ""),
                neededIf(trader, AccountProperties.AUTH_CODE.of(name), values, Secret.EMPTY),
                values.path(AccountProperties.FLOW_DIR.of(name)).orElse(null),
                values.required(AccountProperties.SOURCE.of(name)),
                values.required(AccountProperties.ROLE.of(name)),
                share(AccountProperties.SHARE.of(name), values));
    }

    private static String share(Property<String> property, Values values) {
        String share = values.required(property);
        if (share != null && !isPart(share)) {
            values.unsound(property, "no part of a whole", "write 1/1 for all, 1/2 and 2/2 for two halves");
        }
        return share;
    }

    private static boolean isPart(String share) {
        Matcher parts = SHARE.matcher(share);
        return parts.matches() && Integer.parseInt(parts.group(1)) <= Integer.parseInt(parts.group(2));
    }

    private static <T> T neededIf(boolean needed, Property<T> property, Values values, T otherwise) {
        return needed ? values.required(property) : values.optional(property).orElse(otherwise);
    }
}
