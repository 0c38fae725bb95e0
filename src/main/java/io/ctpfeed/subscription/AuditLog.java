package io.ctpfeed.subscription;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a run, a directory of its own: {@code requests.csv}, a line for whatever happened to an instrument, only
 * ever appended, in whole lines; and at the end {@code summary.json}, which appears at once or not at all. A run that was
 * killed has no summary, and its CSV holds all that was known some tenths of a second before.
 *
 * <p>A disk that takes nothing never stops a run: it is logged once. The run's thread.
 */
public final class AuditLog implements RunAudit {
    public static final String REQUESTS = "requests.csv";
    public static final String SUMMARY = "summary.json";

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final String HEADER =
            "run,account,batch,instrument,event,sentAt,code,acknowledgedAt,errorId,message,retried,elapsedMillis\n";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    /** Below a page, so that the kernel takes it whole or not at all. */
    private static final int WRITE_CHARACTERS = 1_000;

    private final String run;
    private final Path directory;
    private final OutputStream requests;
    private final StringBuilder waiting = new StringBuilder();
    private boolean failed;

    private AuditLog(String run, Path directory) throws IOException {
        this.run = run;
        this.directory = directory;
        this.requests = Files.newOutputStream(directory.resolve(REQUESTS), StandardOpenOption.CREATE_NEW);
        waiting.append(HEADER);
        push();
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

    public String run() {
        return run;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void write(AuditLine line) {
        boolean acknowledged = line.event() == AuditLine.Event.ACKNOWLEDGED;
        waiting.append(run)
                .append(',')
                .append(field(line.account()))
                .append(',')
                .append(line.batch())
                .append(',')
                .append(field(line.instrument()))
                .append(',')
                .append(line.event().name().toLowerCase(Locale.ROOT))
                .append(',')
                .append(line.sentAt() == 0 ? "" : time(line.sentAt()))
                .append(',')
                .append(line.event() == AuditLine.Event.SENT ? line.code() : "")
                .append(',')
                .append(acknowledged ? time(line.at()) : "")
                .append(',')
                .append(line.errorId() == 0 ? "" : line.errorId())
                .append(',')
                .append(field(line.message()))
                .append(',')
                .append(line.retried())
                .append(',')
                .append(line.sentAt() == 0 ? "" : TimeUnit.NANOSECONDS.toMillis(line.at() - line.sentAt()))
                .append('\n');
        if (waiting.length() >= WRITE_CHARACTERS) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (waiting.isEmpty() || failed) {
            waiting.setLength(0);
            return;
        }
        try {
            push();
        } catch (IOException e) {
            failed(REQUESTS, e);
        }
    }

    @Override
    public void end(RunResult result) {
        flush();
        try {
            requests.close();
            WholeFile.write(directory.resolve(SUMMARY), JSON.writeValueAsBytes(result));
        } catch (IOException e) {
            failed(SUMMARY, e);
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

    private void push() throws IOException {
        byte[] text = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        requests.write(text);
    }

    private void failed(String file, IOException e) {
        failed = true;
        LOG.error(
                "audit log {} was not written ({}): make room on the disk, or check who may write there",
                directory.resolve(file),
                e.toString());
    }

    /** As RFC 4180 has it. */
    private static String field(String text) {
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
            for (String file : List.of(REQUESTS, SUMMARY, SUMMARY + ".tmp")) {
                Files.deleteIfExists(old.resolve(file));
            }
            Files.deleteIfExists(old);
        }
    }

    /** Names in the order of their time: the counter has no leading zeros. */
    private static String order(Path run) {
        String name = run.getFileName().toString();
        int dash = name.lastIndexOf('-');
        return name.substring(0, Math.max(0, dash)) + "-" + "0".repeat(Math.max(0, 8 - (name.length() - dash)))
                + name.substring(dash + 1);
    }
}
