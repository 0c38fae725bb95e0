package io.ctpfeed.service;

import io.ctpfeed.config.AccountConfig;
import io.ctpfeed.service.KeptStops.Refusal;
import io.ctpfeed.service.KeptStops.Unsubscribed;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps over restarts of the service, however it ended, what {@link HandStops} knows, what an operator unsubscribed, and whose
 * credentials were refused: some six wrong logins lock an account (CTP error 75), so a service that ends and comes back must
 * not try them again. What is refused is tried again once fronts or credentials are others, or an operator starts the account.
 *
 * <p>A thread of its own looks five times a second and writes what changed; the rest may be called by any.
 */
final class StopKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopKeeper.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Map<String, AccountConfig> accounts;
    private final Sources sources;
    private final HandStops handStops;
    private final KeptFile<KeptStops> file;
    private final ConcurrentNavigableMap<String, Refusal> refused = new ConcurrentSkipListMap<>();
    private final Rounds looking = new Rounds("ctpfeed-stops", this::save);
    private KeptStops before = KeptStops.NONE;
    private BooleanSupplier replacing = () -> false;
    private boolean begun;

    StopKeeper(Path file, Map<String, AccountConfig> accounts, Sources sources, HandStops handStops) {
        this.accounts = accounts;
        this.sources = sources;
        this.handStops = handStops;
        this.file = fileAt(file);
        sources.all().forEach(source -> source.addListener(new Refusals()));
    }

    static KeptFile<KeptStops> fileAt(Path file) {
        return new KeptFile<>(
                file,
                KeptStops.class,
                KeptStops.NONE,
                kept -> {
                    Objects.requireNonNull(kept.routes(), "no routes");
                    Objects.requireNonNull(kept.unsubscribed(), "no unsubscribed");
                    kept.stopped().values().forEach(Instant::parse);
                    kept.refused().values().forEach(each -> Instant.parse(each.at()));
                },
                "what was stopped by hand is started");
    }

    /**
     * Leaves the accounts as they were left, before a route starts one, and follows them from now on.
     *
     * @param edit whether routes are being replaced: then one that does not run was not stopped by hand
     */
    synchronized void begin(BooleanSupplier edit) {
        replacing = edit;
        before = file.read();
        before.refused().forEach(this::refuse);
        before.stopped().keySet().stream().filter(accounts::containsKey).forEach(account -> {
            String since = before.stopped().get(account);
            LOG.warn(
                    "account {}: stopped by hand at {}, and left so: ./ctpfeed start --account {}",
                    account,
                    since,
                    account);
            sources.source(account).leaveAs(SourceState.STOPPED, Instant.parse(since), "stopped by hand");
        });
        before.unsubscribed().forEach((account, each) -> {
            if (accounts.containsKey(account)) {
                sources.source(account).withhold(each.instruments(), each.tradingDay());
            }
        });
        if (!before.routes().isEmpty()) {
            LOG.warn("stopped by hand, and left so: routes {}", before.routes());
        }
        handStops.leave(before);
        begun = true;
        looking.start(PAUSE, PAUSE);
    }

    /** Routes that are not to start. */
    List<String> routes() {
        return before.routes();
    }

    /** Writes a last time, before the service stops everything by itself. */
    @Override
    public void close() {
        looking.close();
        save();
    }

    private void refuse(String account, Refusal refusal) {
        AccountConfig now = accounts.get(account);
        if (now == null) {
            return;
        }
        if (!LoginFingerprint.matches(refusal.login(), now)) {
            LOG.info(
                    "account {}: its login was refused at {}, it has other fronts or credentials now: it is tried",
                    account,
                    refusal.at());
            return;
        }
        LOG.error("account {}: refused at {}, and not tried again: {}", account, refusal.at(), refusal.reason());
        refused.put(account, refusal);
        sources.source(account).leaveAs(SourceState.BLOCKED, Instant.parse(refusal.at()), refusal.reason());
    }

    private synchronized void save() {
        if (!begun || replacing.getAsBoolean()) {
            return;
        }
        refused.replaceAll((account, each) -> each.login().isEmpty()
                ? new Refusal(each.at(), each.reason(), LoginFingerprint.of(accounts.get(account)))
                : each);
        file.write(handStops.isKnown() ? present() : before.withRefused(new TreeMap<>(refused)));
    }

    private KeptStops present() {
        Map<String, String> stopped = new TreeMap<>();
        Map<String, Unsubscribed> unsubscribed = new TreeMap<>();
        for (MarketDataSource source : sources.all()) {
            if (handStops.isStopped(source.account())) {
                stopped.put(source.account(), source.status().since().toString());
            }
            List<String> codes = List.copyOf(source.unsubscribedByHand());
            if (!codes.isEmpty()) {
                unsubscribed.put(source.account(), new Unsubscribed(source.unsubscribedOn(), codes));
            }
        }
        return new KeptStops(stopped, new TreeMap<>(refused), unsubscribed, handStops.routes());
    }

    /** Of an account's thread. */
    private final class Refusals implements SourceListener {
        @Override
        public void stateChanged(MarketDataSource source, SourceState from, SourceState to, String reason) {
            // From STOPPED it is the flow directory that is another's, or what this class itself left so.
            if (to == SourceState.BLOCKED && from != SourceState.STOPPED) {
                refused.put(source.account(), new Refusal(Instant.now().toString(), reason, ""));
            } else if (to == SourceState.CONNECTING && from == SourceState.STOPPED) {
                refused.remove(source.account());
            }
        }
    }
}
