package io.ctpfeed.service.inspect;

import io.ctpfeed.config.RecoveryConfig;
import io.ctpfeed.config.RecoveryConfig.Automatic;
import io.ctpfeed.service.HandStops;
import io.ctpfeed.service.KeptFile;
import io.ctpfeed.service.subscribe.Subscribing;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.subscription.Recovery;
import io.ctpfeed.subscription.RecoveryAction;
import io.ctpfeed.subscription.RecoveryAction.Escalate;
import io.ctpfeed.subscription.RecoveryAction.Held;
import io.ctpfeed.subscription.RecoveryAction.Restart;
import io.ctpfeed.subscription.RecoveryAction.Resubscribe;
import io.ctpfeed.subscription.RecoveryCounters;
import io.ctpfeed.subscription.RecoveryCounters.Action;
import io.ctpfeed.subscription.RecoveryCounters.Result;
import io.ctpfeed.subscription.RecoveryHistory;
import io.ctpfeed.subscription.RecoveryLimits;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovery in the running service: the bean {@code recovery} of routes/recovery.yaml. It does what {@link Recovery} decides;
 * each action is an event, a count and a line in the log. Any thread, one at a time.
 */
public final class Recovering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovering.class);

    private final Sources sources;
    private final Subscribing subscribing;
    private final HealthSweep sweep;
    private final HandStops handStops;
    private final EventSink events;
    private final KeptFile<RecoveryHistory> file;
    private final Recovery recovery;
    private final RecoveryCounters counters = new RecoveryCounters();
    private final ExecutorService escalations = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "escalation");
        thread.setDaemon(true);
        return thread;
    });
    private volatile RecoveryConfig config;

    /** @param history file that keeps what was tried over restarts */
    public Recovering(
            Sources sources,
            Subscribing subscribing,
            HealthSweep sweep,
            HandStops handStops,
            EventSink events,
            RecoveryConfig config,
            Path history) {
        this.sources = sources;
        this.subscribing = subscribing;
        this.sweep = sweep;
        this.handStops = handStops;
        this.events = events;
        this.config = config;
        this.file = RecoveryFile.at(history);
        this.recovery = new Recovery(file.read());
    }

    public void renew(RecoveryConfig next) {
        config = next;
    }

    public RecoveryCounters counters() {
        return counters;
    }

    /** Looks and mends, if it is allowed to and it is time. @return what it did */
    public List<RecoveryAction> recover() {
        if (config.automatic() == Automatic.OFF) {
            return List.of();
        }
        Inspection found = sweep.look();
        return sweep.isTime(found) ? act(found, false) : List.of();
    }

    /** Mends at once what was found, whatever the time and however recently it was tried; limits hold. */
    List<RecoveryAction> byHand(Inspection found) {
        return act(found, true);
    }

    @Override
    public void close() {
        escalations.shutdownNow();
    }

    private synchronized List<RecoveryAction> act(Inspection found, boolean byHand) {
        Set<String> busy = sources.all().stream()
                .filter(source ->
                        subscribing.isBusy(source.account()) || source.pace().inFlight() > 0)
                .map(MarketDataSource::account)
                .collect(Collectors.toSet());
        Inspection mendable = found.of(account -> !handStops.isHeld(account));
        List<RecoveryAction> actions = recovery.decide(mendable, busy, limits(config), byHand);
        file.write(recovery.history()); // first: what ends the service meanwhile has been tried
        for (RecoveryAction action : actions) {
            if (action instanceof Resubscribe resubscribe) {
                resubscribe(resubscribe, byHand);
            } else if (action instanceof Restart restart) {
                restart(restart, byHand);
            } else if (action instanceof Held held) {
                held(held);
            } else if (action instanceof Escalate escalate) {
                escalate(escalate);
            }
        }
        return actions;
    }

    private void resubscribe(Resubscribe action, boolean byHand) {
        MarketDataSource source = sources.source(action.account());
        Set<String> wanted = source.wanted();
        List<String> again = new ArrayList<>(action.instruments());
        again.removeIf(code -> !wanted.contains(code));
        source.subscribe(action.instruments());
        source.retry(again);
        counters.count(Action.RESUBSCRIBE, Result.DONE);
        LOG.warn(
                "account {}: {} instruments asked for again{}: {}",
                action.account(),
                action.instruments().size(),
                byHand ? " by hand" : "",
                HealthSweep.first(action.instruments()));
        say(
                EventName.RESUBSCRIBED,
                action.account(),
                "count",
                action.instruments().size(),
                "instruments",
                HealthSweep.first(action.instruments()),
                "byHand",
                byHand);
    }

    private void restart(Restart action, boolean byHand) {
        LOG.warn(
                "account {}: {}; restarted{}, try {}",
                action.account(),
                action.reason(),
                byHand ? " by hand" : "",
                action.tries());
        say(
                EventName.RESTARTING,
                action.account(),
                "reason",
                action.reason(),
                "tries",
                action.tries(),
                "byHand",
                byHand);
        sources.source(action.account()).restart().whenComplete((done, failed) -> {
            counters.count(Action.RESTART, failed == null ? Result.DONE : Result.FAILED);
            if (failed == null) {
                say(EventName.RESTARTED, action.account(), "tries", action.tries());
            } else {
                LOG.error("account {}: restart failed: {}", action.account(), failed.getMessage());
                say(EventName.RESTART_FAILED, action.account(), "reason", String.valueOf(failed.getMessage()));
            }
        });
    }

    private void held(Held action) {
        counters.count(
                action.what() == RecoveryAction.What.RESTART ? Action.RESTART : Action.RESUBSCRIBE, Result.LIMITED);
        LOG.warn("account {}: {} not done: {}", action.account(), action.what().token(), action.reason());
        say(
                EventName.LIMIT_REACHED,
                action.account(),
                "action",
                action.what().token(),
                "reason",
                action.reason(),
                "instruments",
                HealthSweep.first(action.instruments()));
    }

    private void escalate(Escalate action) {
        RecoveryConfig now = config;
        LOG.error(
                "account {}: {}; recovery failed {} times, somebody must look{}",
                action.account(),
                action.reason(),
                action.tries(),
                action.instruments().isEmpty() ? "" : ": " + HealthSweep.first(action.instruments()));
        say(
                EventName.ESCALATED,
                action.account(),
                "reason",
                action.reason(),
                "tries",
                action.tries(),
                "instruments",
                HealthSweep.first(action.instruments()));
        if (now.escalationCommand().isBlank()) {
            counters.count(Action.ESCALATE, Result.DONE);
            return;
        }
        Map<String, String> details = new LinkedHashMap<>();
        details.put("CTPFEED_EVENT", "escalated");
        details.put("CTPFEED_ACCOUNT", action.account());
        details.put("CTPFEED_REASON", action.reason());
        details.put("CTPFEED_TRIES", String.valueOf(action.tries()));
        details.put(
                "CTPFEED_INSTRUMENT_COUNT", String.valueOf(action.instruments().size()));
        details.put("CTPFEED_INSTRUMENTS", String.join(" ", HealthSweep.first(action.instruments())));
        escalations.execute(() -> {
            try {
                boolean told = EscalationCommand.run(now.escalationCommand(), now.escalationTimeoutSeconds(), details);
                counters.count(Action.ESCALATE, told ? Result.DONE : Result.FAILED);
            } catch (InterruptedException e) {
                LOG.warn("the service ends: recovery.escalation-command was ended with it");
            }
        });
    }

    private void say(EventName name, String account, Object... details) {
        events.accept(FeedEvent.of(name, account, details));
    }

    private static RecoveryLimits limits(RecoveryConfig config) {
        return new RecoveryLimits(
                config.missingSeconds(),
                config.silentSourceSeconds(),
                config.restartsAnHour(),
                config.resubscriptionsADay(),
                config.pauseSeconds(),
                config.escalateAfterTries());
    }
}
