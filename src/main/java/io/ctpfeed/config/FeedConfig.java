package io.ctpfeed.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The feed's configuration, sound as far as it can be known without touching a front or a disk. Immutable.
 *
 * @param accounts by name, one at least
 */
public record FeedConfig(
        SortedMap<String, AccountConfig> accounts,
        SourceConfig source,
        LinesConfig lines,
        FailoverConfig failover,
        QualityConfig quality,
        SubscriptionConfig subscription,
        RecoveryConfig recovery,
        NatsConfig nats,
        PublishConfig publish,
        PreMarketConfig preMarket,
        AlertsConfig alerts,
        OpsConfig ops,
        HawtioConfig hawtio,
        LogConfig log) {

    /** @throws ConfigException with all that is wrong, a line each */
    public static FeedConfig of(ConfigSource source) {
        Values values = new Values(source);
        FeedConfig config = new FeedConfig(
                accounts(values),
                SourceConfig.of(values),
                LinesConfig.of(values),
                FailoverConfig.of(values),
                QualityConfig.of(values),
                SubscriptionConfig.of(values),
                RecoveryConfig.of(values),
                NatsConfig.of(values),
                PublishConfig.of(values),
                PreMarketConfig.of(values),
                AlertsConfig.of(values),
                OpsConfig.of(values),
                HawtioConfig.of(values),
                LogConfig.of(values));
        values.throwIfUnsound();
        return config;
    }

    /** @throws ConfigException one line that names the accounts there are */
    public AccountConfig account(String name) {
        AccountConfig account = accounts.get(name);
        if (account == null) {
            String remedy = NearestName.of(name, accounts.keySet())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("configured are " + String.join(", ", accounts.keySet()));
            throw new ConfigException(new Finding("account " + name, "", "", "not configured", remedy));
        }
        return account;
    }

    private static SortedMap<String, AccountConfig> accounts(Values values) {
        SortedMap<String, AccountConfig> accounts = new TreeMap<>();
        for (String name : values.source().accounts()) {
            AccountProperties.problemWithName(name)
                    .ifPresent(problem ->
                            values.unsound(new Finding(AccountProperties.PREFIX + name, "", "", problem, "rename it")));
            accounts.put(name, AccountConfig.of(name, values));
        }
        if (accounts.isEmpty()) {
            values.unsound(new Finding(
                    "accounts",
                    "",
                    "",
                    "none configured",
                    "set CTP_PRIMARY_FRONTS, CTP_PRIMARY_BROKER_ID, CTP_PRIMARY_USER_ID and CTP_PRIMARY_PASSWORD"
                            + " (see .env.example), or try ./ctpfeed demo"));
        }
        checkFlowDirsDiffer(accounts, values);
        return Collections.unmodifiableSortedMap(accounts);
    }

    /** The CTP library's files of one instance must not be another's. */
    private static void checkFlowDirsDiffer(SortedMap<String, AccountConfig> accounts, Values values) {
        Map<Path, String> owners = new HashMap<>();
        accounts.forEach((name, account) -> {
            String owner = account.flowDir() == null ? null : owners.putIfAbsent(account.flowDir(), name);
            if (owner != null) {
                values.unsound(
                        AccountProperties.FLOW_DIR.of(name),
                        "the same as account " + owner + "'s",
                        "give each account a directory of its own");
            }
        });
    }
}
