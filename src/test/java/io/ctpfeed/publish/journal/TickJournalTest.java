package io.ctpfeed.publish.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.journal.JournalEntry.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickJournalTest {
    private static final int PAYLOAD = 700;

    @TempDir
    private Path folder;

    private long now = 1_764_000_000_000L;
    private TickJournal journal;

    @AfterEach
    void close() {
        if (journal != null) {
            journal.close();
        }
    }

    @Test
    void ticksAreReadInTheirOrderWithAllThatBelongsToThem() {
        open(folder, 64 << 20);
        append(1, 1_000);
        List<JournalEntry> all = readAll();
        assertEquals(numbers(1, 1_000), sequences(all));
        JournalEntry one = all.get(7);
        assertEquals("md.tick.SHFE.rb2610", one.subject());
        assertEquals(77, one.epoch());
        assertEquals(now, one.keptAtMillis());
        assertEquals(State.DUE, one.state());
        assertArrayEquals(payload(8), one.payload());
        assertEquals(1_000, journal.figures().ticks());
    }

    @Test
    void whatIsReleasedIsGoneAndStaysGone() throws Exception {
        open(folder, 1 << 20);
        append(1, 1_000);
        List<JournalEntry> all = readAll();
        journal.release(all.get(333));
        assertEquals(666, journal.figures().ticks());
        Path left = copy();
        reopen(left, 1 << 20);
        assertEquals(666, journal.figures().ticks());
        assertEquals(numbers(335, 1_000), sequences(readAll()));
        append(1_001, 1_010);
        List<JournalEntry> rest = readAll();
        assertEquals(numbers(335, 1_010), sequences(rest));
        journal.release(rest.get(rest.size() - 1));
        assertEquals(0, journal.figures().ticks());
        assertEquals(List.of(), segments(left));
        reopen(copy(left), 1 << 20);
        append(1, 2);
        assertEquals(numbers(1, 2), sequences(readAll()));
    }

    @Test
    void afterAKillItEndsWithTheLastTickThatIsWhole() throws Exception {
        open(folder, 64 << 20);
        append(1, 100);
        Path left = copy();
        Path last = segments(left).get(0);
        try (FileChannel file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 10);
        }
        reopen(left, 64 << 20);
        assertEquals(99, journal.figures().ticks());
        append(100, 101);
        assertEquals(numbers(1, 101), sequences(readAll()));
    }

    @Test
    void aDamagedTickTakesNoOtherSegmentWithIt() throws Exception {
        open(folder, 1 << 20);
        append(1, 300);
        Path left = copy();
        List<Path> files = segments(left);
        assertTrue(files.size() > 2, files::toString);
        byte[] bytes = Files.readAllBytes(files.get(0));
        bytes[bytes.length - 5] ^= 1;
        Files.write(files.get(0), bytes);
        reopen(left, 1 << 20);
        List<Long> read = sequences(readAll());
        assertEquals(299, read.size());
        assertEquals(300, read.get(298));
        for (JournalEntry entry : readAll()) {
            journal.release(entry);
        }
        assertEquals(1, journal.figures().lost());
        assertEquals(0, journal.figures().ticks());
    }

    @Test
    void whenItIsFullTheOldestAreDroppedAndCounted() {
        open(folder, 1 << 20);
        append(1, 5_000);
        JournalFigures figures = journal.figures();
        List<Long> left = sequences(readAll());
        assertTrue(figures.lost() > 0);
        assertEquals(5_000, figures.lost() + figures.ticks());
        assertEquals(numbers(figures.lost() + 1, 5_000), left);
        assertTrue(figures.bytes() <= 1 << 20, figures::toString);
        assertEquals(left.get(0), journal.read(journal.begin(), 1).get(0).sequence());
    }

    @Test
    void whatIsTooOldIsDroppedAndCounted() {
        open(folder, 1 << 20);
        long first = now;
        append(1, 100);
        now += Duration.ofMinutes(50).toMillis();
        append(101, 200);
        assertEquals(Duration.ofMinutes(50).toMillis(), journal.figures().oldestAgeMillis());
        now += Duration.ofMinutes(20).toMillis();
        journal.expire();
        JournalFigures figures = journal.figures();
        assertTrue(figures.lost() > 0 && figures.lost() <= 100, figures::toString);
        assertEquals(200, figures.lost() + figures.ticks());
        assertEquals(first, journal.takeLostFrom().toEpochMilli(), "the gap begins with the first of them");
        now += Duration.ofHours(2).toMillis();
        journal.expire();
        assertEquals(0, journal.figures().ticks());
        append(201, 201);
        assertEquals(numbers(201, 201), sequences(readAll()));
    }

    @Test
    void whatBecameOfATickInDoubtAndWhereTheyLieSurvives() throws Exception {
        open(folder, 1 << 20);
        append(1, 10);
        long first = journal.append("md.tick.SHFE.rb2610", 77, 11, payload(11), true);
        long second = journal.append("md.tick.SHFE.rb2610", 77, 12, payload(12), true);
        journal.doubt(first, journal.end());
        journal.sending(first);
        journal.mark(first, State.STORED);
        long end = journal.end();
        reopen(copy(), 1 << 20);
        List<JournalEntry> all = readAll();
        assertEquals(State.DUE, all.get(9).state());
        assertEquals(State.STORED, all.get(10).state());
        assertEquals(State.IN_DOUBT, all.get(11).state());
        assertEquals(second, all.get(11).position());
        assertEquals(List.of(first, end, first), List.of(journal.doubtFrom(), journal.doubtTo(), journal.sentTo()));
    }

    @Test
    void aTickLargerThanWhatIsReadAtOnceIsReadToo() {
        open(folder, 64 << 20);
        byte[] large = new byte[500_000];
        journal.append("md.tick.SHFE.rb2610", 77, 1, large, false);
        append(2, 2);
        List<JournalEntry> all = readAll();
        assertEquals(large.length, all.get(0).payload().length);
        assertEquals(numbers(1, 2), sequences(all));
    }

    /** Ten GiB of full segments: only their headers are read. The files are sparse, which opening them does not see. */
    @Test
    void aLargeJournalIsOpenedAtOnce() throws Exception {
        open(folder, 16L << 30);
        append(1, 100_000);
        Path left = copy();
        byte[] full = Files.readAllBytes(segments(left).get(0));
        assertTrue(full.length > 60 << 20, "one segment is full");
        journal.close();
        for (int id = 2; id <= 160; id++) {
            try (FileChannel file = FileChannel.open(
                    left.resolve(Segment.name(id)), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.write(java.nio.ByteBuffer.wrap(full, 0, 4_096), 0);
                file.write(java.nio.ByteBuffer.wrap(full, full.length - 4_096, 4_096), full.length - 4_096);
            }
        }
        long start = System.nanoTime();
        open(left, 16L << 30);
        long took = System.nanoTime() - start;
        assertTrue(journal.figures().bytes() > 10_000_000_000L, () -> journal.figures()
                .toString());
        assertTrue(took < Duration.ofSeconds(1).toNanos(), "opened in " + took + " ns");
    }

    @Test
    void aSecondServiceIsRefused() {
        open(folder, 1 << 20);
        JournalSettings settings = new JournalSettings(folder, 1 << 20, Duration.ofHours(1));
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> TickJournal.open(settings));
        assertEquals("journal " + folder + ": another service uses it; check journal.directory", refused.getMessage());
    }

    private void open(Path directory, long maxBytes) {
        journal = TickJournal.open(new JournalSettings(directory, maxBytes, Duration.ofHours(1)), () -> now);
    }

    private void reopen(Path directory, long maxBytes) {
        journal.close();
        open(directory, maxBytes);
    }

    private void append(long from, long to) {
        for (long number = from; number <= to; number++) {
            assertTrue(journal.append("md.tick.SHFE.rb2610", 77, number, payload(number), false) > 0);
        }
    }

    private static byte[] payload(long number) {
        byte[] payload = new byte[PAYLOAD];
        payload[0] = (byte) number;
        return payload;
    }

    private List<JournalEntry> readAll() {
        List<JournalEntry> all = new ArrayList<>();
        List<JournalEntry> some = journal.read(journal.begin(), 64);
        while (!some.isEmpty()) {
            all.addAll(some);
            some = journal.read(some.get(some.size() - 1).end(), 64);
        }
        return all;
    }

    private static List<Long> sequences(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::sequence).toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** The files as they lie there now, as a kill would leave them. */
    private Path copy() throws IOException {
        return copy(folder);
    }

    private Path copy(Path from) throws IOException {
        Path to = Files.createTempDirectory(folder, "left");
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".ticks"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
