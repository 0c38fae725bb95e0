package io.ctpfeed.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line whose front answers at once, as the test says for each code. */
final class FakeLine implements SubscriptionLine {
    /** What the front does with a code. */
    enum Answer {
        ACKNOWLEDGE,
        /** No acknowledgement, but a tick. */
        TICK,
        SILENT,
        REJECT,
        /** ErrorID 6000. */
        FULL
    }

    final Map<String, Answer> answers = new HashMap<>();
    final Map<String, Integer> asked = new HashMap<>();
    final List<List<String>> batches = new ArrayList<>();
    Standing standing = Standing.READY;
    final Set<String> unsubscribedByHand = new HashSet<>();
    /** What the API says to the next requests, before it takes one. */
    final List<Integer> refusals = new ArrayList<>();
    /** The session breaks after so many batches; 0: never. */
    int loseAfter;

    int batchSize = 10;

    private final String account;
    private final Map<String, Progress> progress = new LinkedHashMap<>();
    private final List<LineListener> listeners = new CopyOnWriteArrayList<>();

    FakeLine(String account) {
        this.account = account;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public synchronized Standing standing() {
        return standing;
    }

    @Override
    public synchronized Set<String> wanted() {
        return new HashSet<>(progress.keySet());
    }

    @Override
    public Set<String> unsubscribedByHand() {
        return new HashSet<>(unsubscribedByHand);
    }

    @Override
    public synchronized void subscribe(Collection<String> codes) {
        List<String> added = new ArrayList<>();
        for (String code : codes) {
            if (progress.putIfAbsent(code, new Progress(false, false, false, 0, 0, "")) == null) {
                added.add(code);
            }
        }
        ask(added);
    }

    @Override
    public synchronized void unsubscribe(Collection<String> codes) {
        codes.forEach(progress::remove);
    }

    @Override
    public synchronized void retry(Collection<String> codes) {
        ask(codes.stream().filter(progress::containsKey).toList());
    }

    @Override
    public synchronized Map<String, Progress> progress() {
        return new LinkedHashMap<>(progress);
    }

    @Override
    public Pace pace() {
        return new Pace(batchSize, 1_000);
    }

    @Override
    public void listen(LineListener listener) {
        listeners.add(listener);
    }

    @Override
    public void unlisten(LineListener listener) {
        listeners.remove(listener);
    }

    /** A tick came. @param at nanoseconds since 1970 */
    synchronized void tick(String code, long at) {
        progress.computeIfPresent(
                code, (key, before) -> new Progress(before.asked(), before.acknowledged(), true, at, 0, ""));
    }

    int listeners() {
        return listeners.size();
    }

    private void ask(Collection<String> codes) {
        if (!standing.ready()) {
            return;
        }
        List<String> all = List.copyOf(codes);
        for (int from = 0; from < all.size(); from += batchSize) {
            List<String> batch = all.subList(from, Math.min(all.size(), from + batchSize));
            while (!refusals.isEmpty()) {
                int code = refusals.remove(0);
                listeners.forEach(listener -> listener.sent(account, batch, code));
            }
            batches.add(batch);
            listeners.forEach(listener -> listener.sent(account, batch, 0));
            batch.forEach(this::answer);
            if (batches.size() == loseAfter) {
                lose();
                return;
            }
        }
    }

    private void answer(String code) {
        asked.merge(code, 1, Integer::sum);
        Answer answer = answers.getOrDefault(code, Answer.ACKNOWLEDGE);
        if (answer == Answer.REJECT || answer == Answer.FULL) {
            int error = answer == Answer.FULL ? 6000 : 16;
            progress.put(code, new Progress(true, false, false, 0, error, "拒绝"));
            listeners.forEach(listener -> listener.rejected(account, code, error, "拒绝"));
            return;
        }
        progress.put(code, new Progress(true, answer == Answer.ACKNOWLEDGE, answer == Answer.TICK, 0, 0, ""));
        if (answer == Answer.ACKNOWLEDGE) {
            listeners.forEach(listener -> listener.acknowledged(account, code));
        }
    }

    /** The front lets go; the line restores what is wanted. */
    private void lose() {
        progress.replaceAll((code, before) -> new Progress(false, false, false, 0, 0, ""));
        listeners.forEach(listener -> listener.lost(account, "front let go: 0x1001"));
        ask(progress.keySet());
    }
}
