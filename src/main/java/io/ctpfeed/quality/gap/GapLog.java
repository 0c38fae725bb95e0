package io.ctpfeed.quality.gap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gaps that are open, said when they open and when they close, and kept in a file over a restart. The detector's thread
 * writes; {@link #open()} and {@link #counters()} may be asked by any.
 */
public final class GapLog {
    private static final Logger LOG = LoggerFactory.getLogger(GapLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final EventSink events;
    private final String start;
    private final GapCounters counters = new GapCounters();
    private final Map<String, GapRecord> gaps = new LinkedHashMap<>();
    private volatile List<GapRecord> open = List.of();
    private long number;
    private boolean dirty;
    private boolean failing;

    /** What the file holds. @param open when it was written */
    public record Kept(List<GapRecord> open) {}

    /** @param epoch number of this start of the service: first part of the gaps' names */
    public GapLog(Path file, long epoch, EventSink events) {
        this.file = file;
        this.events = events;
        this.start = Long.toString(epoch);
    }

    /** Those that are open, or wait for their estimate, in the order in which they began. A copy. */
    public List<GapRecord> open() {
        return open;
    }

    public GapCounters counters() {
        return counters;
    }

    /** Takes over what a process before left open, without a word: all know of it. */
    List<GapRecord> restore() {
        try {
            if (Files.exists(file)) {
                for (GapRecord each :
                        JSON.readValue(Files.readAllBytes(file), Kept.class).open()) {
                    gaps.put(each.id(), each);
                    counters.opens(Evidence.of(each.evidence()), false);
                }
                publish();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be used ({}): what was open is not closed", file, e.toString());
        }
        return open;
    }

    /** @param recoveredBy accounts that bring all of it meanwhile; empty: none */
    String open(Evidence evidence, List<String> lines, long from, Affected affected, List<String> recoveredBy) {
        String id = start + "-" + ++number;
        GapRecord gap = new GapRecord(
                id,
                evidence.token(),
                lines,
                GapRecord.text(from),
                null,
                affected.count(),
                affected.exchanges(),
                affected.named(),
                recoveredBy,
                null,
                null,
                null);
        counters.opens(evidence, true);
        put(gap);
        events.accept(FeedEvent.of(EventName.GAP_OPENED, String.join(",", lines), gap.details()));
        return id;
    }

    GapRecord get(String id) {
        return gaps.get(id);
    }

    /** What is known of an open one has changed; it is said when it closes. */
    void put(GapRecord gap) {
        gaps.put(gap.id(), gap);
        publish();
    }

    /** @param gap with its end */
    void close(GapRecord gap) {
        if (gaps.remove(gap.id()) == null) {
            return;
        }
        publish();
        counters.closes(Evidence.of(gap.evidence()), gap.visible(), GapRecord.nanos(gap.to()) - gap.fromNanos());
        events.accept(FeedEvent.of(EventName.GAP_CLOSED, String.join(",", gap.lines()), gap.details()));
    }

    /** Writes the file if something changed. */
    void save() {
        if (!dirty) {
            return;
        }
        try {
            WholeFile.write(file, JSON.writeValueAsBytes(new Kept(open)));
            dirty = false;
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                LOG.warn("{} cannot be written ({}); make room or give ops.run-dir", file, e.toString());
            }
        }
    }

    private void publish() {
        open = List.copyOf(gaps.values());
        dirty = true;
    }
}
