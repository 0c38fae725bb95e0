package io.ctpfeed.service.nats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.StreamDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationFilesTest {
    private static final Path SHIPPED = Path.of("config");

    @TempDir
    private Path folder;

    @Test
    void theShippedFilesKeepTicksEventsAndLastValues() {
        DeclarationFiles files = new DeclarationFiles(SHIPPED);
        assertFalse(files.absent());
        assertEquals(
                List.of(List.of("md.tick.>", "md.late.>"), List.of("md.event.>")),
                files.streams().stream()
                        .map(each -> each.wanted().getSubjects())
                        .toList());
        StreamDeclaration ticks = files.streams().get(0);
        assertEquals(Duration.ofHours(48), ticks.wanted().getMaxAge());
        assertEquals(6L << 30, ticks.wanted().getMaxBytes());
        assertEquals(Duration.ofMinutes(2), ticks.wanted().getDuplicateWindow());
        assertEquals("md-last", files.lastValues().bucket().name());
        assertEquals("KV_md-last", files.lastValues().bucket().wanted().getName());
        assertEquals(Duration.ofSeconds(1), files.lastValues().interval());
    }

    @Test
    void withoutFilesNothingIsDeclared() {
        assertTrue(new DeclarationFiles(folder).absent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "keep-hours: 48|keep-hours: -1|md-ticks.keep-hours: '-1' is no whole number from 0 to",
                "storage: file|storage: disk|md-ticks.storage: 'disk' is no storage; file or memory",
                "replicas: 1|replicas: 2|md-ticks.replicas: 2 is no odd number",
                "md.tick.>,|md..tick,|'md..tick' is no subject",
                "keep-hours: 48|keep: 48|'keep' is not known here",
                "  replicas: 1||'replicas' is missing",
                "keep-hours: 48|keep-hours: a day|'a day' is no whole number",
                "window-seconds: 120|window-seconds: 86400|",
                "md-ticks:|md.ticks:|'md.ticks' is no name"
            })
    void aWrongLineIsNamedWithFileAndNumber(String right, String wrong, String says) throws IOException {
        Path file = copy("streams.yaml", right, wrong == null ? "" : wrong);
        DeclarationFiles files = new DeclarationFiles(folder);
        if (says == null) {
            assertEquals(2, files.streams().size(), "a window within keep-hours is fine");
            return;
        }
        String complaint =
                assertThrows(IllegalArgumentException.class, files::streams).getMessage();
        assertTrue(complaint.matches("(?s)\\Q" + file + "\\E:\\d+: .*") && complaint.contains(says), complaint);
    }

    @Test
    void anIntervalHasBounds() throws IOException {
        copy("last-values.yaml", "interval-millis: 1000", "interval-millis: 0");
        String complaint = assertThrows(IllegalArgumentException.class, new DeclarationFiles(folder)::lastValues)
                .getMessage();
        assertTrue(complaint.contains("'0' is no whole number from 20 to 3600000"), complaint);
    }

    private Path copy(String name, String right, String wrong) throws IOException {
        String text = Files.readString(SHIPPED.resolve("nats").resolve(name));
        assertTrue(text.contains(right), right);
        Path file = folder.resolve("nats").resolve(name);
        Files.createDirectories(file.getParent());
        int first = text.indexOf(right, text.indexOf("\nmd-ticks") < 0 ? 0 : text.indexOf("\nmd-ticks"));
        return Files.writeString(file, text.substring(0, first) + wrong + text.substring(first + right.length()));
    }
}
