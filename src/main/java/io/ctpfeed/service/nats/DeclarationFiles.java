package io.ctpfeed.service.nats;

import io.ctpfeed.publish.StreamDeclaration;
import io.ctpfeed.publish.StreamDeclaration.Keeping;
import io.ctpfeed.publish.Subjects;
import io.ctpfeed.session.YamlFile;
import io.ctpfeed.session.YamlFile.Value;
import io.nats.client.api.StorageType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code nats/streams.yaml} and {@code nats/last-values.yaml} of a configuration directory. What is wrong in them is
 * an {@link IllegalArgumentException} of one line with file and line number. Any thread.
 */
final class DeclarationFiles {
    private static final Set<String> STREAM =
            Set.of("subjects", "storage", "keep-hours", "max-size-mib", "replicas", "duplicate-window-seconds");
    private static final Set<String> BUCKET =
            Set.of("bucket", "interval-millis", "storage", "max-size-mib", "replicas");
    private static final String NAME = "[A-Za-z0-9_-]+";
    private static final int MOST_REPLICAS = 5;
    private static final int LONGEST_HOURS = 24 * 366 * 10;
    private static final int LARGEST_MIB = 1 << 24;
    private static final int LONGEST_WINDOW_SECONDS = 86_400;
    private static final int SHORTEST_INTERVAL_MILLIS = 20;
    private static final int LONGEST_INTERVAL_MILLIS = 3_600_000;

    private final Path streams;
    private final Path lastValues;

    /** Last values: which bucket, and how often an instrument is written at the most. */
    record LastValuesDeclaration(StreamDeclaration bucket, Duration interval) {}

    DeclarationFiles(Path configDir) {
        this.streams = configDir.resolve("nats").resolve("streams.yaml");
        this.lastValues = configDir.resolve("nats").resolve("last-values.yaml");
    }

    Path streamsFile() {
        return streams;
    }

    Path lastValuesFile() {
        return lastValues;
    }

    /** Whether neither is there: nothing is declared. */
    boolean absent() {
        return !Files.exists(streams) && !Files.exists(lastValues);
    }

    List<StreamDeclaration> streams() {
        List<StreamDeclaration> declared = new ArrayList<>();
        YamlFile.read(streams).map().forEach((name, value) -> declared.add(stream(name, value)));
        return List.copyOf(declared);
    }

    LastValuesDeclaration lastValues() {
        Value root = YamlFile.read(lastValues);
        root.map(BUCKET);
        Value bucket = root.required("bucket");
        return new LastValuesDeclaration(
                StreamDeclaration.bucket(name(bucket, bucket.text()), keeping(root)),
                Duration.ofMillis(number(root, "interval-millis", SHORTEST_INTERVAL_MILLIS, LONGEST_INTERVAL_MILLIS)));
    }

    private static StreamDeclaration stream(String name, Value value) {
        value.map(STREAM);
        List<String> subjects = new ArrayList<>();
        for (Value subject : value.required("subjects").oneOrMore()) {
            if (!Subjects.isFilter(subject.text())) {
                throw subject.wrong("'" + subject.text() + "' is no subject; for example md.tick.>");
            }
            subjects.add(subject.text());
        }
        if (subjects.isEmpty()) {
            throw value.wrong("subjects: names none");
        }
        Duration keep = Duration.ofHours(number(value, "keep-hours", 0, LONGEST_HOURS));
        Duration window = Duration.ofSeconds(number(value, "duplicate-window-seconds", 1, LONGEST_WINDOW_SECONDS));
        if (!keep.isZero() && window.compareTo(keep) > 0) {
            throw value.required("duplicate-window-seconds").wrong("is longer than keep-hours; shorten it");
        }
        return StreamDeclaration.stream(name(value, name), subjects, keeping(value), keep, window);
    }

    private static Keeping keeping(Value value) {
        int replicas = number(value, "replicas", 1, MOST_REPLICAS);
        if (replicas % 2 == 0) {
            throw value.required("replicas").wrong(replicas + " is no odd number; 1, 3 or 5");
        }
        return new Keeping(
                storage(value.required("storage")),
                (long) number(value, "max-size-mib", 0, LARGEST_MIB) << 20,
                replicas);
    }

    private static StorageType storage(Value value) {
        return switch (value.text()) {
            case "file" -> StorageType.File;
            case "memory" -> StorageType.Memory;
            default -> throw value.wrong("'" + value.text() + "' is no storage; file or memory");
        };
    }

    private static String name(Value value, String name) {
        if (!name.matches(NAME)) {
            throw value.wrong("'" + name + "' is no name; letters, digits, _ and - only");
        }
        return name;
    }

    private static int number(Value parent, String key, int least, int most) {
        Value value = parent.required(key);
        try {
            int number = Integer.parseInt(value.text().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same remedy as for a number out of range
        }
        throw value.wrong("'" + value.text() + "' is no whole number from " + least + " to " + most);
    }
}
