package io.ctpfeed.service;

import io.ctpfeed.component.CtpComponent;
import io.ctpfeed.config.AlertsConfig;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.NearestName;
import io.ctpfeed.config.PreMarketConfig;
import io.ctpfeed.config.QualityConfig;
import io.ctpfeed.config.RecoveryConfig;
import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.service.reload.LiveReload;
import io.ctpfeed.service.reload.ReloadResult;
import io.ctpfeed.service.reload.ReplaceScope;
import io.ctpfeed.tick.EventSink;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/**
 * Edits of routes/ and config/ while the service runs: routes and properties by {@link LiveReload}, other files by {@link
 * ConfigFiles}. Started and closed by one thread; the rest may be asked by any.
 */
final class Edits implements AutoCloseable {
    private final FeedService.Request request;
    private final CamelContext context;
    private final CtpComponent ctp;
    private final LiveReload reload;
    private final ConfigFiles files;

    /** @param subscription takes a part of the configuration into force, as the two after it do */
    Edits(
            FeedService.Request request,
            CamelContext context,
            CtpComponent ctp,
            EventSink events,
            Consumer<SubscriptionConfig> subscription,
            Consumer<RecoveryConfig> recovery,
            Consumer<QualityConfig> quality,
            Consumer<AlertsConfig> alerts) {
        this.request = request;
        this.context = context;
        this.ctp = ctp;
        this.files = new ConfigFiles(context, events);
        this.reload = new LiveReload(
                context,
                request.routesDir(),
                request.configDir().resolve(ConfigSource.FILE_NAME),
                events,
                routes -> keepSessions(),
                this::isOfAbsentAccount,
                new ServiceProperties(
                        request.source(),
                        List.of(
                                live(SubscriptionConfig.keys(), SubscriptionConfig::of, subscription),
                                live(RecoveryConfig.keys(), RecoveryConfig::of, recovery),
                                live(QualityConfig.keys(), QualityConfig::of, quality),
                                live(AlertsConfig.keys(), AlertsConfig::of, alerts),
                                PreMarketConfig.keys()::contains))); // whoever starts it anew reads them then
    }

    LiveReload reload() {
        return reload;
    }

    /** Files that are neither routes nor properties. */
    ConfigFiles files() {
        return files;
    }

    /** From now on that reader takes up edits of the file. */
    void follow(Path file, Callable<String> reader) {
        files.watch(file, reader::call);
    }

    long applied() {
        return reload.applied() + files.applied();
    }

    long refused() {
        return reload.refused() + files.refused();
    }

    long rolledBack() {
        return reload.rolledBack();
    }

    /** @throws ServiceException if the routes would not start */
    void check() throws Exception {
        refuse(reload.check(request.routesDir()));
    }

    /**
     * Starts the routes, and from then on looks for edits.
     *
     * @param stopped ids of routes that are loaded and not started: somebody stopped them before
     * @throws ServiceException if the routes do not start
     */
    void start(Collection<String> stopped) throws Exception {
        refuse(reload.load(stopped));
        reload.start();
    }

    @Override
    public void close() {
        Ending.quietly("live reload", reload::stop);
        Ending.close("configuration files", files);
    }

    /**
     * Routes as shipped are for two accounts: whoever has one needs no other files. What may be a slip of the pen is refused
     * as ever.
     */
    private boolean isOfAbsentAccount(Map<String, String> parameters) {
        String account = parameters.get("account");
        Set<String> configured = request.config().accounts().keySet();
        return account != null
                && !account.contains("{{")
                && !configured.contains(account)
                && NearestName.of(account, configured).isEmpty();
    }

    private <C> LivePart<C> live(Set<String> keys, Function<ConfigSource, C> read, Consumer<C> apply) {
        return new LivePart<>(request.source().home(), this::inForce, keys, read, apply);
    }

    /** A property's value as routes see it; null: none. */
    private String inForce(String key) {
        return context.getPropertiesComponent().resolveProperty(key).orElse(null);
    }

    private static void refuse(ReloadResult result) {
        if (!result.findings().isEmpty()) {
            throw new ServiceException(
                    result.findings().stream().map(Object::toString).toList());
        }
    }

    /** While routes are replaced accounts stay logged in; those that no route names afterwards log out. */
    private ReplaceScope keepSessions() {
        CtpComponent.Retention retention = ctp.retain();
        return () -> {
            retention.close();
            ctp.endUnclaimed();
        };
    }
}
