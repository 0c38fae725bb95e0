package io.ctpfeed.subscription;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.subscription.AuditLine.Event;
import io.ctpfeed.subscription.SubscriptionLine.Progress;
import io.ctpfeed.subscription.SubscriptionLine.Standing;
import io.ctpfeed.subscription.Watched.State;
import io.ctpfeed.tick.WallClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Brings accounts to their should-lists: adds what is missing, takes back what is no longer on a list, and watches until each
 * instrument is acknowledged or ticking, refused, or given up. The accounts pace themselves and restore what they want after
 * a reconnect; a run never asks faster and starts nothing anew. What a full session refuses (ErrorID 6000) goes to another
 * account, if there is one. What an operator stopped or unsubscribed stays so, and is not waited for.
 *
 * <p>Acknowledgements are fewer than requests on real fronts, so their number never means done; each instrument has its own
 * deadline, and a tick is as good a proof. {@link #run} is called once, by one thread, which owns all state.
 */
public final class SubscriptionRun {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Who is thrown out for asking too fast is so at once. */
    private static final long THROWN_OUT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final int SESSION_FULL = 6000;

    private final String id;
    private final RunSettings settings;
    private final Placement placement;
    private final RunAudit audit;
    private final LineEvents events = new LineEvents();
    private final Map<String, LineRun> lines = new LinkedHashMap<>();
    private final WatchList codes;
    private final String startedAt = MarketTime.now().toString();
    private final long began = System.nanoTime();

    /**
     * @param all every account that shares the market: those without a list of their own take over what does not fit
     * @param should codes by account
     * @throws IllegalArgumentException one line, where a list is of no account
     */
    public SubscriptionRun(
            String id,
            RunSettings settings,
            Collection<? extends SubscriptionLine> all,
            Map<String, ? extends Collection<String>> should,
            Placement placement,
            RunAudit audit) {
        this.id = id;
        this.settings = settings;
        this.placement = placement;
        this.audit = audit;
        this.codes = new WatchList(audit);
        all.forEach(line -> lines.put(line.account(), new LineRun(line, should.get(line.account()))));
        for (String name : should.keySet()) {
            if (!lines.containsKey(name)) {
                throw new IllegalArgumentException(
                        "account " + name + " is not there; there are " + String.join(", ", lines.keySet()));
            }
        }
    }

    /**
     * Goes on until nothing is pending.
     *
     * @param cancelled asked often; once true the run ends as it stands, and what is wanted stays wanted
     */
    public RunResult run(RunListener listener, BooleanSupplier cancelled) throws InterruptedException {
        lines.values().forEach(each -> each.line.listen(events));
        RunResult result = null;
        try {
            begin();
            watch(listener, cancelled);
        } finally {
            lines.values().forEach(each -> each.line.unlisten(events));
            result = result(codes.pending() == 0);
            audit.end(result); // also where this thread is interrupted
        }
        return result;
    }

    private void watch(RunListener listener, BooleanSupplier cancelled) throws InterruptedException {
        long looked = System.nanoTime();
        long said = looked;
        while (codes.pending() > 0 && !cancelled.getAsBoolean()) {
            for (LineEvent event = events.await(LOOK_NANOS); event != null; event = events.next()) {
                handle(event);
            }
            long now = System.nanoTime();
            if (now - looked >= LOOK_NANOS) {
                lines.values().forEach(each -> look(each, now));
                looked = now;
            }
            audit.flush();
            if (now - said >= SAY_NANOS) {
                listener.progress(progress());
                said = now;
            }
        }
        for (LineEvent event = events.next(); event != null; event = events.next()) {
            handle(event); // what came in the meantime belongs into the audit log
        }
        listener.progress(progress());
    }

    private void begin() {
        for (LineRun each : lines.values()) {
            if (each.should != null) {
                each.removeOthers(placement, lines);
                each.should.forEach(code -> add(code, each));
            }
        }
        long now = System.nanoTime();
        for (LineRun each : lines.values()) {
            Map<String, Progress> before = each.line.progress();
            List<String> add = new ArrayList<>();
            List<String> again = new ArrayList<>();
            for (Watched code : codes.at(each.account())) {
                Progress progress = before.get(code.id);
                code.due = deadline(now);
                if (progress == null) {
                    add.add(code.id);
                } else if (progress.subscribed()) {
                    codes.to(code, State.SUBSCRIBED);
                } else if (progress.errorId() != 0) {
                    again.add(code.id);
                } else if (progress.asked()) {
                    code.state = State.ASKED; // by an earlier run, or restored after a reconnect
                }
            }
            if (!add.isEmpty()) {
                each.line.subscribe(add);
            }
            if (!again.isEmpty()) {
                each.line.retry(again);
            }
        }
    }

    private void add(String code, LineRun home) {
        String at = placement.at(code, home.account());
        if (lines.getOrDefault(at, home).unsubscribedByHand.contains(code)) {
            home.leftOut.add(code);
        } else {
            codes.add(new Watched(code, home.account(), at));
        }
    }

    private void handle(LineEvent event) {
        LineRun from = lines.get(event.account());
        List<Watched> here = codes.at(event.account(), event.instruments());
        switch (event.kind()) {
            case SENT -> sent(from, here, event);
            case ACKNOWLEDGED -> here.stream()
                    .filter(each -> each.state.isPending() || each.state == State.MISSING)
                    .forEach(each -> codes.to(each, State.SUBSCRIBED, Event.ACKNOWLEDGED, event.at()));
            case REJECTED -> here.stream()
                    .filter(each -> each.state.isPending())
                    .forEach(each -> rejected(from, each, event));
            case LOST -> lost(from, event);
        }
    }

    private void sent(LineRun from, List<Watched> batch, LineEvent event) {
        from.sent(event);
        for (Watched each : batch) {
            each.batch = from.batches;
            each.sentAt = event.at();
            if (event.code() == 0 && each.state.isPending()) {
                each.state = State.ASKED;
                each.due = deadline(event.nanos());
            }
            codes.write(each, Event.SENT, event.code(), event.at());
        }
    }

    /** All subscriptions went with the session; the account makes them anew by itself. */
    private void lost(LineRun from, LineEvent event) {
        List<Watched> all = codes.at(from.account());
        boolean underWay = all.stream().anyMatch(each -> each.state.isPending());
        from.disconnects++;
        from.full = false;
        if (underWay && from.lastSent != 0 && event.nanos() - from.lastSent < THROWN_OUT_NANOS) {
            from.limitHit(event.text());
        }
        for (Watched each : all) {
            if (each.state == State.ASKED) {
                each.message = event.text();
                codes.write(each, Event.LOST, 0, event.at());
            }
            each.due = deadline(event.nanos());
            codes.to(each, State.OPEN);
        }
    }

    private void look(LineRun line, long now) {
        List<Watched> waiting = codes.at(line.account()).stream()
                .filter(code -> code.state.isPending())
                .toList();
        if (waiting.isEmpty() || isAway(line, waiting, now)) {
            return;
        }
        Map<String, Progress> progress = line.line.progress();
        List<String> again = new ArrayList<>();
        for (Watched code : waiting) {
            Progress got = progress.get(code.id);
            boolean due = now - code.due >= 0;
            if (got == null) {
                code.message = "taken back by someone else";
                codes.to(code, State.MISSING, Event.MISSING, WallClock.epochNanos());
            } else if (got.subscribed()) {
                subscribed(code, got, due);
            } else if (due && code.state != State.OPEN) {
                overdue(line, code, now, again);
            }
        }
        if (!again.isEmpty()) {
            line.line.retry(again);
        }
    }

    private void subscribed(Watched code, Progress got, boolean due) {
        boolean told = code.state == State.OPEN || got.acknowledged(); // then an event of it is on its way
        if (due || !told) {
            codes.to(code, State.SUBSCRIBED, Event.TICKING, WallClock.epochNanos());
        }
    }

    private void overdue(LineRun line, Watched code, long now, List<String> again) {
        if (code.state == State.PAUSED) {
            code.state = State.OPEN;
            code.due = deadline(now);
            again.add(code.id);
            code.retries++;
            line.retried++;
        } else if (code.retries < settings.retries()) {
            code.due = now + TimeUnit.MILLISECONDS.toNanos(settings.retryBackoffMillis() << Math.min(code.retries, 10));
            codes.to(code, State.PAUSED, Event.OVERDUE, WallClock.epochNanos());
        } else {
            codes.to(code, State.MISSING, Event.MISSING, WallClock.epochNanos());
        }
    }

    private boolean isAway(LineRun line, List<Watched> waiting, long now) {
        Standing standing = line.line.standing();
        if (standing.ready()) {
            line.awaySince = 0;
            return false;
        }
        line.awaySince = line.awaySince == 0 ? now : line.awaySince;
        boolean longEnough = now - line.awaySince > TimeUnit.MILLISECONDS.toNanos(settings.frontWaitMillis());
        if (standing.over() || longEnough) {
            line.unreachable = standing.reason();
            line.stoppedByHand = standing.stoppedByHand();
            for (Watched code : waiting) {
                code.message = standing.reason();
                codes.to(code, State.UNREACHED, Event.UNREACHED, WallClock.epochNanos());
            }
        }
        return true;
    }

    private void rejected(LineRun from, Watched code, LineEvent event) {
        code.errorId = event.code();
        code.message = event.text();
        if (event.code() != SESSION_FULL) {
            codes.to(code, State.REJECTED, Event.REJECTED, event.at());
            return;
        }
        from.full = true; // what it was not yet asked for it would refuse as well
        List<Watched> homeless = codes.at(from.account()).stream()
                .filter(each -> each == code || each.state == State.OPEN)
                .toList();
        LineRun other = lines.values().stream()
                .filter(each ->
                        each != from && !each.full && each.line.standing().ready())
                .findFirst()
                .orElse(null);
        for (Watched each : homeless) {
            each.errorId = event.code();
            each.message = event.text();
            if (other == null) {
                codes.to(each, State.REJECTED, Event.REJECTED, event.at());
            } else {
                codes.to(each, State.OPEN, Event.MOVED, event.at());
                placement.move(each.id, each.home, other.account());
                each.at = other.account();
            }
        }
        if (other != null) {
            List<String> moving = homeless.stream().map(each -> each.id).toList();
            from.moved += moving.size();
            from.line.unsubscribe(moving);
            other.line.subscribe(moving);
        }
    }

    private RunProgress progress() {
        Map<State, Integer> counts = codes.counts();
        int pace = lines.values().stream()
                .filter(each -> each.should != null)
                .mapToInt(each -> each.line.pace().instrumentsPerSecond())
                .sum();
        return new RunProgress(
                codes.size(),
                counts.getOrDefault(State.SUBSCRIBED, 0),
                counts.getOrDefault(State.REJECTED, 0),
                counts.getOrDefault(State.MISSING, 0) + counts.getOrDefault(State.UNREACHED, 0),
                codes.pending(),
                lines.values().stream().mapToInt(each -> each.retried).sum(),
                pace,
                elapsedMillis(),
                counts.getOrDefault(State.OPEN, 0) * 1_000L / Math.max(1, pace));
    }

    private RunResult result(boolean complete) {
        Map<String, Map<String, Progress>> progress = new HashMap<>();
        lines.forEach((name, line) -> progress.put(name, line.line.progress()));
        List<AccountResult> results = lines.values().stream()
                .filter(each -> each.should != null)
                .map(each -> each.result(codes.of(each.account()), progress))
                .toList();
        return RunResult.of(id, startedAt, complete, elapsedMillis(), settings.coveragePercent(), results);
    }

    private long deadline(long from) {
        return from + TimeUnit.MILLISECONDS.toNanos(settings.ackDeadlineMillis());
    }

    private long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
