package io.ctpfeed.ops.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the records of trading days and the reports lie: {@code days/YYYYMMDD.json}, {@code reports/YYYYMMDD.json} and
 * {@code .html}. A file is replaced as a whole, so who reads it finds the old or the new. Any thread.
 */
public final class DayFiles {
    private static final String JSON = ".json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path days;
    private final Path reports;

    /** @param directory made as needed */
    public DayFiles(Path directory) {
        days = directory.resolve("days");
        reports = directory.resolve("reports");
    }

    /** @throws IOException if there is a file that is no record of a day */
    public Optional<DayFigures> read(LocalDate tradingDay) throws IOException {
        Path file = day(tradingDay);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(mapper.readValue(Files.readAllBytes(file), DayFigures.class));
    }

    /** The trading days there is a record of, in order. */
    public List<LocalDate> days() throws IOException {
        if (!Files.isDirectory(days)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(days)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{8}\\.json"))
                    .map(name -> LocalDate.parse(name.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE))
                    .sorted()
                    .toList();
        }
    }

    /** The last of {@link #days}. */
    public Optional<LocalDate> latest() throws IOException {
        List<LocalDate> all = days();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Where the records are. */
    public Path directory() {
        return days;
    }

    public void write(DayFigures figures) throws IOException {
        WholeFile.writePrivate(day(LocalDate.parse(figures.tradingDay())), mapper.writeValueAsBytes(figures));
    }

    /** Writes both forms. @return the readable one */
    public Path write(DayReport report) throws IOException {
        String name = LocalDate.parse(report.tradingDay()).format(DateTimeFormatter.BASIC_ISO_DATE);
        WholeFile.writePrivate(
                reports.resolve(name + JSON),
                mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        Path page = reports.resolve(name + ".html");
        WholeFile.writePrivate(page, new ReportPage(report).html().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return page;
    }

    /** Keeps a record that cannot be read, so that the day can go on with a new one. @return where it is now */
    Path setAside(LocalDate tradingDay) throws IOException {
        Path file = day(tradingDay);
        return Files.move(
                file, file.resolveSibling(file.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where the record of a day lies, or would. */
    public Path day(LocalDate tradingDay) {
        return days.resolve(tradingDay.format(DateTimeFormatter.BASIC_ISO_DATE) + JSON);
    }
}
