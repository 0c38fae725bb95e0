package io.ctpfeed.subscription;

import io.ctpfeed.subscription.Watched.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instruments of a run; each change is written to the audit log. The run's thread. */
final class WatchList {
    private final Map<String, Watched> watched = new LinkedHashMap<>();
    private final RunAudit audit;
    private int pending;

    WatchList(RunAudit audit) {
        this.audit = audit;
    }

    void add(Watched code) {
        if (watched.putIfAbsent(code.id, code) == null) {
            pending++;
        }
    }

    int size() {
        return watched.size();
    }

    /** Neither subscribed nor given up. */
    int pending() {
        return pending;
    }

    void to(Watched code, State next) {
        pending += (next.isPending() ? 1 : 0) - (code.state.isPending() ? 1 : 0);
        code.state = next;
    }

    /** To a state, and writes what led to it. @param at nanoseconds since 1970 */
    void to(Watched code, State next, AuditLine.Event event, long at) {
        to(code, next);
        write(code, event, 0, at);
    }

    void write(Watched code, AuditLine.Event event, int apiCode, long at) {
        boolean refused = event == AuditLine.Event.REJECTED || event == AuditLine.Event.MOVED;
        audit.write(new AuditLine(
                code.at,
                code.batch,
                code.id,
                event,
                code.sentAt,
                apiCode,
                at,
                refused ? code.errorId : 0,
                event == AuditLine.Event.ACKNOWLEDGED || event == AuditLine.Event.SENT ? "" : code.message,
                code.retries));
    }

    List<Watched> at(String account) {
        return watched.values().stream().filter(each -> each.at.equals(account)).toList();
    }

    List<Watched> of(String home) {
        return watched.values().stream().filter(each -> each.home.equals(home)).toList();
    }

    /** Those of these codes that the account asks for in this run. */
    List<Watched> at(String account, Collection<String> codes) {
        List<Watched> here = new ArrayList<>(codes.size());
        for (String code : codes) {
            Watched each = watched.get(code);
            if (each != null && each.at.equals(account)) {
                here.add(each);
            }
        }
        return here;
    }

    Map<State, Integer> counts() {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        watched.values().forEach(each -> counts.merge(each.state, 1, Integer::sum));
        return counts;
    }
}
