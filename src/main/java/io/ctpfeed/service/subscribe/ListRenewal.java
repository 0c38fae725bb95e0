package io.ctpfeed.service.subscribe;

import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps should-lists and subscriptions up to date while the service runs: after an edit of the rules, when a trader front
 * that could not be asked is back. Any thread; it asks fronts on a thread of its own.
 */
public final class ListRenewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListRenewal.class);
    private static final long LOOK_SECONDS = 30;

    private final ContractLists lists;
    private final Subscribing subscribing;
    private final ShouldLists routes;
    private final Sources sources;
    private final long listMillis;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "contract-lists");
        made.setDaemon(true);
        return made;
    });
    private BiConsumer<Path, Callable<String>> watch;

    /** @param listMillis how long a should-list is waited for */
    public ListRenewal(
            ContractLists lists, Subscribing subscribing, CamelContext context, Sources sources, long listMillis) {
        this.lists = lists;
        this.subscribing = subscribing;
        this.routes = new ShouldLists(context);
        this.sources = sources;
        this.listMillis = listMillis;
    }

    /**
     * Begins.
     *
     * @param files follows a file: calls the reader after an edit, which says what changed
     * @param withTrader accounts that have a trader front to ask
     */
    public synchronized void follow(BiConsumer<Path, Callable<String>> files, Path configDir, Set<String> withTrader) {
        watch = files;
        watch.accept(configDir.resolve(ContractLists.RULES), this::edited);
        if (lists.config().contractsFile() != null) {
            watch.accept(lists.config().contractsFile(), this::edited);
        }
        for (String account : withTrader) {
            sources.source(account).addListener(new SourceListener() {
                @Override
                public void traderSession(String name, boolean up) {
                    if (up) {
                        thread.execute(() -> catchUp(List.of(account)));
                    }
                }
            });
        }
        thread.scheduleWithFixedDelay(() -> catchUp(withTrader), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes changed properties into force. */
    public synchronized void renew(SubscriptionConfig next) {
        Path before = lists.config().contractsFile();
        lists.renew(next);
        Path now = next.contractsFile();
        if (!Objects.equals(before, now)) {
            if (now != null && watch != null) {
                watch.accept(now, this::edited);
            }
            try {
                LOG.info("subscription.contracts-file = {}: {}", now == null ? "none" : now, edited());
            } catch (IllegalArgumentException e) {
                LOG.warn("subscription.contracts-file: {}; the lists stay as they were", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private String edited() {
        ContractLists.Change change = lists.edited();
        if (!change.lists().isEmpty()) {
            subscribing.start(change.lists());
        }
        return change.text();
    }

    /** Who stands on the cache or a file may be asked again. */
    private void catchUp(Collection<String> accounts) {
        try {
            List<String> behind = accounts.stream()
                    .filter(lists::isBehind)
                    .filter(routes.accounts()::contains)
                    .toList();
            if (!behind.isEmpty()) {
                ask(behind);
            }
        } catch (RuntimeException e) { // the next look is to come
            LOG.warn("contract lists of {} not renewed: {}", accounts, e.toString());
        }
    }

    private void ask(Collection<String> accounts) {
        Map<String, List<String>> before = new LinkedHashMap<>();
        accounts.forEach(account -> before.put(
                account,
                lists.list(account) == null ? List.of() : lists.list(account).codes()));
        ShouldLists.Answer answer = routes.of(accounts, listMillis);
        Map<String, Collection<String>> changed = new LinkedHashMap<>();
        answer.lists().forEach((account, codes) -> {
            if (isAmiss(sources.source(account), before.get(account), codes)) {
                changed.put(account, codes);
            }
        });
        if (!changed.isEmpty()) {
            subscribing.start(changed);
        }
    }

    /** Whether something is to be added or taken back; other routes may have asked for more. */
    private static boolean isAmiss(MarketDataSource source, Collection<String> before, Collection<String> now) {
        Set<String> wanted = source.wanted();
        Set<String> added = new HashSet<>(now);
        added.removeAll(wanted);
        added.removeAll(source.unsubscribedByHand());
        Collection<String> gone = new ArrayList<>(before);
        gone.removeAll(new HashSet<>(now));
        gone.retainAll(wanted);
        return !gone.isEmpty() || !added.isEmpty();
    }
}
