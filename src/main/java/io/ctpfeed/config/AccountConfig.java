package io.ctpfeed.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        SourceKind source) {

    /** What an account is an account of. */
    public enum SourceKind {
        /** CTP, by jctp. */
        CTP
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
                values.required(AccountProperties.SOURCE.of(name)));
    }

    private static <T> T neededIf(boolean needed, Property<T> property, Values values, T otherwise) {
        return needed ? values.required(property) : values.optional(property).orElse(otherwise);
    }
}
