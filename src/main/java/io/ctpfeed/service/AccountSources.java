package io.ctpfeed.service;

import io.ctpfeed.config.AccountConfig;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.ServerAddress;
import io.ctpfeed.service.subscribe.Subscribing;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.Sources;
import io.ctpfeed.source.ctp.CtpAccount;
import io.ctpfeed.source.ctp.CtpLibrary;
import io.ctpfeed.source.ctp.CtpSettings;
import io.ctpfeed.source.ctp.CtpSource;
import io.ctpfeed.tick.Instruments;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One source for each configured account, made when the service is; nothing connects before a route starts it. */
final class AccountSources implements Sources, AutoCloseable {
    private final SortedMap<String, CtpSource> sources = new TreeMap<>();

    AccountSources(FeedConfig config, Instruments instruments, CtpLibrary library, SourceListener listener) {
        int line = 0;
        for (AccountConfig account : config.accounts().values()) {
            CtpSource source =
                    switch (account.source()) {
                        case CTP -> new CtpSource(ctpAccount(account), line++, settings(config), instruments, library);
                    };
            source.addListener(listener);
            sources.put(account.name(), source);
        }
    }

    @Override
    public MarketDataSource source(String account) {
        CtpSource source = sources.get(account);
        if (source == null) {
            throw new IllegalArgumentException("account " + account + " is not configured, there are "
                    + String.join(", ", sources.keySet()) + "; set ctp.accounts." + account
                    + ".* or take the route that names it out");
        }
        return source;
    }

    @Override
    public Collection<MarketDataSource> all() {
        return Collections.unmodifiableCollection(sources.values());
    }

    /** @throws io.ctpfeed.source.SourceUnavailableException if an account's flow directory is another process's */
    void claim() {
        sources.values().forEach(CtpSource::claim);
    }

    @Override
    public void close() {
        sources.values().forEach(CtpSource::close);
    }

    private static CtpAccount ctpAccount(AccountConfig account) {
        return new CtpAccount(
                account.name(),
                addresses(account.fronts()),
                addresses(account.traderFronts()),
                account.brokerId(),
                account.userId(),
                () -> account.password().reveal(),
                account.appId(),
                () -> account.authCode().reveal(),
                account.flowDir());
    }

    private static List<String> addresses(List<ServerAddress> fronts) {
        return fronts.stream().map(ServerAddress::toString).toList();
    }

    private static CtpSettings settings(FeedConfig config) {
        return new CtpSettings(
                config.source().ringCapacityTicks(),
                config.source().connectTimeoutMillis(),
                config.source().loginTimeoutMillis(),
                config.source().queryTimeoutMillis(),
                config.source().reconnectBackoffMinMillis(),
                config.source().reconnectBackoffMaxMillis(),
                CtpSettings.defaults().recreateAfterMillis(),
                Subscribing.pace(config.subscription()),
                CtpSettings.defaults().queryIntervalMillis());
    }
}
