package io.ctpfeed.publish;

import io.nats.client.api.StreamConfiguration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What is declared of a stream, under the names of config/nats. The server refuses to change storage and retention. */
public enum StreamField {
    SUBJECTS(true, c -> String.join(", ", sorted(c.getSubjects())), (c, to) -> to.subjects(c.getSubjects())),
    STORAGE(false, c -> c.getStorageType().toString(), (c, to) -> to.storageType(c.getStorageType())),
    RETENTION(false, c -> c.getRetentionPolicy().toString(), (c, to) -> to.retentionPolicy(c.getRetentionPolicy())),
    DISCARD(true, c -> c.getDiscardPolicy().toString(), (c, to) -> to.discardPolicy(c.getDiscardPolicy())),
    KEEP_HOURS(true, c -> part(c.getMaxAge().toMillis(), 3_600_000), (c, to) -> to.maxAge(c.getMaxAge())),
    MAX_SIZE_MIB(true, c -> part(c.getMaxBytes(), 1L << 20), (c, to) -> to.maxBytes(c.getMaxBytes())),
    REPLICAS(true, c -> String.valueOf(c.getReplicas()), (c, to) -> to.replicas(c.getReplicas())),
    DUPLICATE_WINDOW_SECONDS(
            true,
            c -> part(c.getDuplicateWindow().toMillis(), 1_000),
            (c, to) -> to.duplicateWindow(c.getDuplicateWindow())),
    HISTORY(
            true,
            c -> String.valueOf(c.getMaxMsgsPerSubject()),
            (c, to) -> to.maxMessagesPerSubject(c.getMaxMsgsPerSubject()));

    static final Set<StreamField> OF_STREAMS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(HISTORY)));
    static final Set<StreamField> OF_BUCKETS =
            Collections.unmodifiableSet(EnumSet.of(STORAGE, MAX_SIZE_MIB, REPLICAS, HISTORY));

    private final boolean changeable;
    private final transient Function<StreamConfiguration, String> text;
    private final transient BiConsumer<StreamConfiguration, StreamConfiguration.Builder> copy;

    StreamField(
            boolean changeable,
            Function<StreamConfiguration, String> text,
            BiConsumer<StreamConfiguration, StreamConfiguration.Builder> copy) {
        this.changeable = changeable;
        this.text = text;
        this.copy = copy;
    }

    /** Whether the server changes it on a stream that is there. */
    public boolean changeable() {
        return changeable;
    }

    /** As config/nats says it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text(StreamConfiguration configuration) {
        return text.apply(configuration);
    }

    void copy(StreamConfiguration from, StreamConfiguration.Builder to) {
        copy.accept(from, to);
    }

    private static Set<String> sorted(List<String> subjects) {
        return new TreeSet<>(subjects);
    }

    /** In its unit; no limit, which the server says as -1 or 0, is 0. */
    private static String part(long value, long unit) {
        if (value <= 0) {
            return "0";
        }
        return value % unit == 0 ? String.valueOf(value / unit) : String.valueOf((double) value / unit);
    }
}
