package io.ctpfeed.subscription;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a run, a directory of its own: {@code requests.csv} and {@code requests.jsonl}, a line for whatever happened to
 * an instrument, the same in both, only ever appended, in whole lines; and at the end {@code summary.json}, which appears at
 * once or not at all. A run that was killed has no summary, and its lines hold all that was known some tenths of a second
 * before.
 *
 * <p>A disk that takes nothing never stops a run: it is logged once. The run's thread.
 */
public final class AuditLog implements RunAudit {
    public static final String REQUESTS = "requests.csv";
    /** Likewise, one JSON object a line. */
    public static final String REQUESTS_JSON = "requests.jsonl";

    public static final String SUMMARY = "summary.json";

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final List<String> COLUMNS = List.of(
            "run",
            "account",
            "batch",
            "instrument",
            "event",
            "sentAt",
            "code",
            "acknowledgedAt",
            "errorId",
            "message",
            "retried",
            "elapsedMillis");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String run;
    private final Path directory;
    private final AppendedLines csv;
    private final AppendedLines json;

    private AuditLog(String run, Path directory) throws IOException {
        this.run = run;
        this.directory = directory;
        this.csv = new AppendedLines(directory.resolve(REQUESTS));
        this.json = new AppendedLines(directory.resolve(REQUESTS_JSON));
        csv.add(String.join(",", COLUMNS));
        csv.flush();
    }

    /**
     * A new one, named by this moment (UTC) and a counter.
     *
     * @param parent made where it is not there
     * @param keep so many runs are kept, this one included; older ones are deleted
     */
    public static AuditLog create(Path parent, int keep) throws IOException {
        Files.createDirectories(parent);
        String moment = ID.format(MarketTime.now());
        while (true) {
            String run = moment + "-" + next(parent, moment);
            Path directory = parent.resolve(run);
            try {
                Files.createDirectory(directory);
            } catch (FileAlreadyExistsException e) {
                continue; // another process was quicker
            }
            prune(parent, keep);
            return new AuditLog(run, directory);
        }
    }

    /** The same; {@link RunAudit#NONE} where none can be made, which the log says: the market matters more than its record. */
    public static RunAudit orNone(Path parent, int keep) {
        try {
            return create(parent, keep);
        } catch (IOException e) {
            LOG.error(
                    "no audit log can be made in {} ({}), a subscription run goes on without: make room on the disk, or"
                            + " check who may write there",
                    parent,
                    e.toString());
            return NONE;
        }
    }

    @Override
    public String run() {
        return run;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void write(AuditLine line) {
        boolean asked = line.sentAt() != 0;
        Object[] values = {
            run,
            line.account(),
            line.batch(),
            line.instrument(),
            line.event().name().toLowerCase(Locale.ROOT),
            asked ? time(line.sentAt()) : null,
            line.event() == AuditLine.Event.SENT ? line.code() : null,
            line.event() == AuditLine.Event.ACKNOWLEDGED ? time(line.at()) : null,
            line.errorId() == 0 ? null : line.errorId(),
            line.message().isEmpty() ? null : line.message(),
            line.retried(),
            asked ? TimeUnit.NANOSECONDS.toMillis(line.at() - line.sentAt()) : null
        };
        csv.add(Arrays.stream(values).map(AuditLog::field).collect(Collectors.joining(",")));
        json.add(object(values));
    }

    @Override
    public void flush() {
        csv.flush();
        json.flush();
    }

    @Override
    public void end(RunResult result) {
        csv.close();
        json.close();
        Path summary = directory.resolve(SUMMARY);
        try {
            WholeFile.write(summary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
        } catch (IOException e) {
            LOG.error(
                    "{} was not written ({}): make room on the disk, or check who may write there",
                    summary,
                    e.toString());
        }
    }

    /** The time of a line, UTC. @param epochNanos nanoseconds since 1970 */
    static String time(long epochNanos) {
        return TIME.format(Instant.ofEpochSecond(0, epochNanos));
    }

    private static int next(Path parent, String moment) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return 1
                    + all.map(path -> path.getFileName().toString())
                            .filter(name -> name.matches(moment + "-\\d{1,6}"))
                            .mapToInt(name -> Integer.parseInt(name.substring(moment.length() + 1)))
                            .max()
                            .orElse(0);
        }
    }

    /** What has no value is left out. */
    private static String object(Object[] values) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                object.set(COLUMNS.get(i), JSON.valueToTree(values[i]));
            }
        }
        return object.toString();
    }

    /** As RFC 4180 has it. */
    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"").replaceAll("[\r\n]+", " ") + '"';
    }

    private static void prune(Path parent, int keep) throws IOException {
        List<Path> runs;
        try (Stream<Path> all = Files.list(parent)) {
            runs = all.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(AuditLog::order).reversed())
                    .toList();
        }
        for (Path old : runs.subList(Math.min(keep, runs.size()), runs.size())) {
            try {
                delete(old);
            } catch (IOException e) { // somebody put something of his own there: no reason not to run
                LOG.warn("old audit log {} stays ({}); delete it by hand", old, e.toString());
            }
        }
    }

    private static void delete(Path run) throws IOException {
        for (String file : List.of(REQUESTS, REQUESTS_JSON, SUMMARY, SUMMARY + ".new")) {
            Files.deleteIfExists(run.resolve(file));
        }
        Files.deleteIfExists(run);
    }

    /** Names in the order of their time: the counter has no leading zeros. */
    private static String order(Path run) {
        String name = run.getFileName().toString();
        int dash = name.lastIndexOf('-');
        return name.substring(0, Math.max(0, dash)) + "-" + "0".repeat(Math.max(0, 8 - (name.length() - dash)))
                + name.substring(dash + 1);
    }
}
