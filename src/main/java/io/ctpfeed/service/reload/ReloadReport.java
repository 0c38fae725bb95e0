package io.ctpfeed.service.reload;

import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what became of an edit: one log line and one event. For the one thread that reloads. */
final class ReloadReport {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReload.class);

    private final EventSink events;
    private List<Finding> said = List.of();

    ReloadReport(EventSink events) {
        this.events = events;
    }

    /** Whether these findings differ from those that were said last: a refused file is looked at with every other edit. */
    boolean isNews(List<Finding> findings) {
        boolean news = !findings.equals(said);
        said = List.copyOf(findings);
        return news;
    }

    /** The first load: no edit, but told alike. */
    ReloadResult loaded(ReloadResult result) {
        LOG.info(
                "{} routes loaded in {} ms: {}",
                result.added().size(),
                result.elapsedMillis(),
                String.join(" ", result.added()));
        return tell(EventName.LOADED, result);
    }

    ReloadResult applied(ReloadResult result) {
        StringBuilder line = new StringBuilder();
        append(line, "added", result.added());
        append(line, "changed", result.changed());
        append(line, "removed", result.removed());
        append(line, "stays stopped, as an operator left it:", result.stayedStopped());
        append(line, "properties", result.properties());
        append(line, "overruled, without effect:", result.overruled());
        append(line, "needs a restart of the service:", result.restartNeeded());
        LOG.info(
                "edit of {} applied in {} ms{}, {} routes untouched",
                String.join(", ", result.files()),
                result.elapsedMillis(),
                line,
                result.kept().size());
        return tell(EventName.EDIT_APPLIED, result);
    }

    private ReloadResult tell(EventName name, ReloadResult result) {
        events.accept(FeedEvent.of(
                name,
                "",
                "files",
                result.files(),
                "added",
                result.added(),
                "changed",
                result.changed(),
                "removed",
                result.removed(),
                "kept",
                result.kept(),
                "stayedStopped",
                result.stayedStopped(),
                "properties",
                result.properties(),
                "overruled",
                result.overruled(),
                "restartNeeded",
                result.restartNeeded(),
                "elapsedMillis",
                result.elapsedMillis()));
        return result;
    }

    ReloadResult refused(ReloadResult result) {
        LOG.warn("edit refused, running routes are untouched: {}", join(result.findings()));
        return broken(EventName.EDIT_REFUSED, result);
    }

    ReloadResult rolledBack(ReloadResult result) {
        String state = result.notRestored().isEmpty()
                ? "rolled back, the last good version runs"
                : "rolled back, NOT restored: " + String.join(" ", result.notRestored());
        LOG.error("edit {}: {}", state, join(result.findings()));
        return broken(EventName.EDIT_ROLLED_BACK, result);
    }

    private ReloadResult broken(EventName name, ReloadResult result) {
        Finding first = result.findings().get(0);
        events.accept(FeedEvent.of(
                name,
                "",
                "file",
                first.file().getFileName().toString(),
                "line",
                first.line(),
                "reason",
                first.message(),
                "findings",
                result.findings().stream().map(Finding::toString).toList(),
                "kept",
                result.kept(),
                "notRestored",
                result.notRestored(),
                "elapsedMillis",
                result.elapsedMillis()));
        return result;
    }

    private static void append(StringBuilder line, String what, List<String> ids) {
        if (!ids.isEmpty()) {
            line.append(", ").append(what).append(' ').append(String.join(" ", ids));
        }
    }

    private static String join(List<Finding> findings) {
        return String.join("; ", findings.stream().map(Finding::toString).toList());
    }
}
