package io.ctpfeed.service.subscribe;

import io.ctpfeed.config.NearestName;
import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.subscription.ContractStore;
import io.ctpfeed.subscription.ContractsFile;
import io.ctpfeed.subscription.Share;
import io.ctpfeed.subscription.ShouldList;
import io.ctpfeed.subscription.ShouldListRules;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The should-lists of the accounts: the bean {@code shouldList} of routes/subscription.yaml. What an account may subscribe
 * comes from its contract query, kept per trading day for days without a trader front, and from
 * {@code subscription.contracts-file}; what it should subscribe of that, from the rules of config/contracts.yaml.
 *
 * <p>Any thread; it reads and writes files.
 */
public final class ContractLists {
    /** The rules, in the configuration directory. */
    public static final String RULES = "contracts.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(ContractLists.class);

    private final Path rulesFile;
    private final ContractStore store;
    private final Path storeDir;
    private final Instruments instruments;
    private final EventSink events;
    private final Function<String, LocalDate> tradingDay;
    private final Map<String, Known> known = new TreeMap<>();
    private volatile SubscriptionConfig config;
    private ShouldListRules rules;
    private volatile long notBelieved;

    /**
     * @param contracts all that the account may subscribe
     * @param queried whether the front said so; else they are of the cache or a file
     */
    private record Known(List<Contract> contracts, boolean queried, Share share, ShouldList list) {}

    /**
     * @param storeDir where queried lists are kept
     * @param tradingDay of an account by its name; null where it is not known
     * @throws IllegalArgumentException one line, if the rules are broken
     */
    public ContractLists(
            Path configDir,
            Path storeDir,
            SubscriptionConfig config,
            Instruments instruments,
            EventSink events,
            Function<String, LocalDate> tradingDay) {
        this.rulesFile = configDir.resolve(RULES);
        this.storeDir = storeDir;
        this.config = config;
        this.store = new ContractStore(storeDir, () -> this.config.listShrinkPercent());
        this.instruments = instruments;
        this.events = events;
        this.tradingDay = tradingDay;
        this.rules = ShouldListRules.read(rulesFile, NearestName::of);
    }

    /**
     * For routes: {@link #of}, as codes.
     *
     * @param queried null where the account could not be asked
     */
    public List<String> select(List<Contract> queried, String account, String share) {
        return of(account, queried, share).codes();
    }

    /**
     * What an account should subscribe now.
     *
     * @param queried what the account's front answered; null: it could not be asked, so the last list it gave holds
     * @param share {@code 1/2}: the first of two parts of the market; {@code 1/1}: all
     * @throws IllegalStateException one line, where nobody knows any contract
     */
    public synchronized ShouldList of(String account, List<Contract> queried, String share) {
        Share part = Share.of(share);
        List<Contract> contracts = judged(account, queried);
        Map<String, Contract> all = new LinkedHashMap<>();
        fromFile(contracts.isEmpty()).forEach(contract -> all.put(contract.instrumentId(), contract));
        contracts.forEach(contract -> all.put(contract.instrumentId(), contract));
        if (all.isEmpty()) {
            throw new IllegalStateException(
                    "account " + account + ": no contract list: its trader front gave none, none" + " is kept in "
                            + storeDir.resolve(account) + ", and subscription.contracts-file is not set");
        }
        instruments.learn(all.values());
        ShouldList list = ShouldList.of(all.values(), rules, part, tradingDay.apply(account));
        known.put(account, new Known(contracts, queried != null && !queried.isEmpty(), part, list));
        LOG.info("account {}: should-list of {}{}", account, list.text(), origin(queried, contracts));
        if (choosesNothing(list)) {
            LOG.warn("account {}: {} chooses none of its {} contracts", account, rulesFile, all.size());
        }
        return list;
    }

    /**
     * The rules or the contracts file were edited: takes them into force with what is known of the accounts.
     *
     * @return the lists that changed, by account
     * @throws IllegalArgumentException one line, if they are broken or choose nothing; then all stays as it was
     */
    synchronized Change edited() {
        ShouldListRules next = ShouldListRules.read(rulesFile, NearestName::of);
        Map<String, Known> renewed = new LinkedHashMap<>();
        Map<String, Contract> met = new LinkedHashMap<>();
        List<Contract> ofFile = known.isEmpty() ? List.of() : read(config.contractsFile());
        known.forEach((account, before) -> {
            Map<String, Contract> all = new LinkedHashMap<>();
            ofFile.forEach(contract -> all.put(contract.instrumentId(), contract));
            before.contracts().forEach(contract -> all.put(contract.instrumentId(), contract));
            ShouldList list = ShouldList.of(all.values(), next, before.share(), tradingDay.apply(account));
            if (choosesNothing(list)) {
                throw new IllegalArgumentException(rulesFile + ": chooses none of the " + all.size()
                        + " contracts of account " + account + "; to subscribe nothing take out its route in"
                        + " routes/subscription.yaml");
            }
            met.putAll(all);
            renewed.put(account, new Known(before.contracts(), before.queried(), before.share(), list));
        });
        Change change = new Change(new LinkedHashMap<>(), new ArrayList<>());
        renewed.forEach((account, after) -> {
            List<String> was = known.get(account).list().codes();
            List<String> is = after.list().codes();
            if (!was.equals(is)) {
                change.lists.put(account, is);
                change.texts.add(account + " " + difference(was, is));
            }
        });
        next.idle(met.values()).stream().filter(line -> !met.isEmpty()).forEach(change.texts::add);
        rules = next;
        known.putAll(renewed);
        instruments.learn(met.values());
        return change;
    }

    /** @param lists by account, those that changed; @param texts what changed, in words */
    record Change(Map<String, List<String>> lists, List<String> texts) {
        String text() {
            return texts.isEmpty() ? "no list changed" : String.join("; ", texts);
        }
    }

    /** From now on. */
    public void renew(SubscriptionConfig next) {
        config = next;
    }

    SubscriptionConfig config() {
        return config;
    }

    /** The list last made; null before. */
    public synchronized ShouldList list(String account) {
        Known last = known.get(account);
        return last == null ? null : last.list();
    }

    /** Whether the account's list, if there is one, stands on the cache or a file. */
    synchronized boolean isBehind(String account) {
        Known last = known.get(account);
        return last != null && !last.queried();
    }

    /** Queried lists that were not believed, since the start. */
    public long notBelieved() {
        return notBelieved;
    }

    private List<Contract> judged(String account, List<Contract> queried) {
        LocalDate day = tradingDay.apply(account);
        LocalDate key = day == null ? MarketTime.localNow().toLocalDate() : day;
        try {
            ContractStore.Kept kept = queried == null ? store.last(account, key) : store.keep(account, key, queried);
            kept.problems().forEach(LOG::warn);
            if (!kept.believed()) {
                notBelieved++;
                events.accept(FeedEvent.of(
                        EventName.LIST_NOT_BELIEVED,
                        account,
                        "reason",
                        kept.problems().get(kept.problems().size() - 1),
                        "contracts",
                        kept.contracts().size()));
            }
            return kept.contracts();
        } catch (IOException e) {
            LOG.warn("account {}: contract list not kept: {}; see that {} can be written", account, e, storeDir);
            return queried == null ? List.of() : queried;
        }
    }

    private List<Contract> fromFile(boolean needed) {
        try {
            return read(config.contractsFile());
        } catch (IllegalArgumentException e) {
            if (needed) {
                throw e;
            }
            LOG.warn("subscription.contracts-file left out: {}", e.getMessage());
            return List.of();
        }
    }

    private static List<Contract> read(Path file) {
        try {
            return file == null ? List.of() : ContractsFile.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private String origin(List<Contract> queried, List<Contract> contracts) {
        if (queried != null) {
            return "";
        }
        return contracts.isEmpty() ? ", of " + config.contractsFile() : ", of the last list that is kept";
    }

    private static boolean choosesNothing(ShouldList list) {
        return list.contracts().isEmpty() && list.leftOut(ShouldList.LeftOut.OTHER_SHARE) == 0;
    }

    private static String difference(Collection<String> was, Collection<String> is) {
        List<String> added = new ArrayList<>(is);
        added.removeAll(new HashSet<>(was));
        List<String> removed = new ArrayList<>(was);
        removed.removeAll(new HashSet<>(is));
        return "+" + added.size() + " -" + removed.size();
    }
}
