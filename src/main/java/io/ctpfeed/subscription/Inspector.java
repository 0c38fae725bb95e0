package io.ctpfeed.subscription;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.subscription.Silence.Judgement;
import io.ctpfeed.subscription.Silence.Verdict;
import io.ctpfeed.subscription.SubscriptionLine.Progress;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.WallClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Compares accounts with their should-lists, and changes nothing. It remembers since when it saw each instrument
 * subscribed, for nothing can be called silent before that. Any thread, one look at a time.
 */
public final class Inspector {
    private static final String UNKNOWN_EXCHANGE = "UNKNOWN";

    private final Function<String, Contract> contracts;
    private final Silence silence;
    private final Placement placement;
    /** By account and code: nanoseconds since 1970. */
    private final Map<String, Map<String, Long>> subscribedSince = new HashMap<>();

    /** @param contracts of a code; null where no list named it */
    public Inspector(Function<String, Contract> contracts, Silence silence, Placement placement) {
        this.contracts = contracts;
        this.silence = silence;
        this.placement = placement;
    }

    /** An account to look at. @param should its list; null: not asked about */
    public record Subject(SubscriptionLine line, Collection<String> should) {}

    /**
     * Looks.
     *
     * @param subjects all accounts: one may carry what does not fit into another's session
     * @param last the last subscription run; null where there was none
     */
    public synchronized Inspection inspect(Collection<Subject> subjects, RunResult last) {
        long now = WallClock.epochNanos();
        Map<String, InspectedLine> lines = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            InspectedLine line = new InspectedLine(subject);
            line.look(now, subscribedSince.computeIfAbsent(line.account, name -> new HashMap<>()));
            lines.put(line.account, line);
        }
        Map<String, Coverage> products = new TreeMap<>();
        for (Subject subject : subjects) {
            if (subject.should() != null) {
                String home = subject.line().account();
                lines.get(home).asked = true;
                for (String code : subject.should()) {
                    InspectedLine carrier = lines.getOrDefault(placement.at(code, home), lines.get(home));
                    if (carrier.unsubscribedByHand.contains(code)) {
                        carrier.leftOut(code);
                    } else {
                        Coverage one = carrier.should(code);
                        products.merge(one.exchange() + '.' + one.product(), one, Coverage::plus);
                    }
                }
            }
        }
        List<AccountFindings> accounts = lines.values().stream()
                .filter(line -> line.asked)
                .map(line -> line.findings(lines.values(), last))
                .toList();
        return Inspection.of(MarketTime.now(), List.copyOf(products.values()), accounts);
    }

    /** One account during a look. */
    private final class InspectedLine {
        final String account;
        final Subject subject;
        final SubscriptionLine.Standing standing;
        final Set<String> unsubscribedByHand;
        final Map<String, Progress> progress;
        final Map<String, Judgement> judged = new HashMap<>();
        /** By product that trades: nanoseconds since its last tick or, without one, since one could have come. */
        final Map<String, Long> quiet = new HashMap<>();
        /** By product that trades: nanoseconds since its last tick. */
        final Map<String, Long> ticked = new HashMap<>();

        final List<String> notSubscribed = new ArrayList<>();
        final List<AccountFindings.Silent> silent = new ArrayList<>();
        final List<AccountResult.Rejected> rejected = new ArrayList<>();
        final List<String> leftOut = new ArrayList<>();
        final Map<String, Boolean> listed = new HashMap<>();
        Coverage sum = Coverage.none("", "");
        boolean asked;

        InspectedLine(Subject subject) {
            this.subject = subject;
            this.account = subject.line().account();
            this.standing = subject.line().standing();
            this.unsubscribedByHand = subject.line().unsubscribedByHand();
            this.progress = subject.line().progress();
        }

        void look(long now, Map<String, Long> since) {
            since.keySet().removeIf(code -> !standing.ready() || !isSubscribed(code));
            if (!standing.ready()) {
                return;
            }
            progress.forEach((code, got) -> {
                if (got.subscribed()) {
                    long heard = Math.max(got.lastTickAt(), since.computeIfAbsent(code, key -> now));
                    Judgement judgement = silence.judge(code, heard, now);
                    judged.put(code, judgement);
                    if (judgement.silentNanos() >= 0) {
                        String product = exchange(code) + '.' + product(code);
                        quiet.merge(product, judgement.silentNanos(), Math::min);
                        if (got.lastTickAt() > 0) {
                            ticked.merge(product, now - got.lastTickAt(), Math::min);
                        }
                    }
                }
            });
        }

        /** An instrument that an operator does not want carried. */
        void leftOut(String code) {
            asked = true;
            listed.put(code, true);
            leftOut.add(code);
        }

        /** Counts an instrument that this account should carry. */
        Coverage should(String code) {
            asked = true;
            listed.put(code, true);
            Progress got = progress.get(code);
            boolean isSubscribed = got != null && got.subscribed();
            boolean isRejected = got != null && !isSubscribed && got.errorId() != 0;
            Judgement judgement = judged.getOrDefault(code, Judgement.NOT_TRADING);
            boolean isSilent = judgement.verdict() == Verdict.UNUSUAL;
            if (isRejected) {
                rejected.add(new AccountResult.Rejected(code, got.errorId(), got.errorMessage()));
            } else if (!isSubscribed) {
                notSubscribed.add(code);
            } else if (isSilent) {
                silent.add(new AccountFindings.Silent(
                        code, seconds(judgement.silentNanos()), seconds(judgement.limitNanos())));
            }
            Coverage one = new Coverage(
                    exchange(code),
                    product(code),
                    1,
                    got != null && got.asked() ? 1 : 0,
                    got != null && got.acknowledged() ? 1 : 0,
                    got != null && got.ticking() ? 1 : 0,
                    isSubscribed ? 1 : 0,
                    isSilent ? 1 : 0,
                    isRejected ? 1 : 0,
                    judgement.verdict() == Verdict.NOT_JUDGED ? 1 : 0);
            sum = sum.plus(one);
            return one;
        }

        AccountFindings findings(Collection<InspectedLine> all, RunResult last) {
            Collection<String> carried = placement.carriedBy(account);
            List<String> notOnList = subject.should() == null
                    ? List.of()
                    : subject.line().wanted().stream()
                            .filter(code -> !listed.containsKey(code) && !carried.contains(code))
                            .sorted()
                            .toList();
            long others = all.stream()
                    .filter(other -> other != this)
                    .flatMap(other -> other.ticked.entrySet().stream())
                    .filter(entry -> quiet.containsKey(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .min()
                    .orElse(Silence.UNKNOWN);
            long own = quiet.values().stream().mapToLong(Long::longValue).min().orElse(Silence.UNKNOWN);
            return new AccountFindings(
                    account,
                    standing.ready(),
                    standing.stoppedByHand(),
                    standing.reason(),
                    sum.should(),
                    sum.requested(),
                    sum.acknowledged(),
                    sum.ticking(),
                    sum.subscribed(),
                    sum.notJudged(),
                    List.copyOf(notSubscribed),
                    List.copyOf(silent),
                    List.copyOf(rejected),
                    List.copyOf(leftOut),
                    notOnList,
                    overLimit(last),
                    millis(own),
                    millis(others));
        }

        private List<AccountResult.Batch> overLimit(RunResult last) {
            return last == null
                    ? List.of()
                    : last.accounts().stream()
                            .filter(each -> each.account().equals(account))
                            .flatMap(each -> each.overLimit().stream())
                            .toList();
        }

        private boolean isSubscribed(String code) {
            Progress got = progress.get(code);
            return got != null && got.subscribed();
        }
    }

    private String exchange(String code) {
        Contract contract = contracts.apply(code);
        return contract == null || contract.exchangeId().isEmpty() ? UNKNOWN_EXCHANGE : contract.exchangeId();
    }

    private String product(String code) {
        Contract contract = contracts.apply(code);
        return contract == null ? "" : contract.productId();
    }

    private static long seconds(long nanos) {
        return nanos < 0 ? nanos : TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private static long millis(long nanos) {
        return nanos < 0 ? nanos : TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
