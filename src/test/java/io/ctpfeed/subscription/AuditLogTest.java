package io.ctpfeed.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final long AT = 1_795_510_157_936_000_000L;

    @TempDir
    private Path folder;

    @Test
    void whatWasFlushedCanBeReadWhileTheRunGoesOn() throws Exception {
        AuditLog log = AuditLog.create(folder, 10);
        log.write(line("SP a&b", AuditLine.Event.SENT, 0, ""));
        log.flush();
        List<String> lines = Files.readAllLines(log.directory().resolve(AuditLog.REQUESTS));
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("run,account,batch,instrument,event,sentAt,code,"), lines.get(0));
        assertEquals(log.run() + ",primary,3,SP a&b,sent,2026-11-24T08:49:17.936Z,0,,,,1,500", lines.get(1));
        assertFalse(Files.exists(log.directory().resolve(AuditLog.SUMMARY)));
        assertEquals(
                "{\"run\":\"" + log.run() + "\",\"account\":\"primary\",\"batch\":3,\"instrument\":\"SP a&b\","
                        + "\"event\":\"sent\",\"sentAt\":\"2026-11-24T08:49:17.936Z\",\"code\":0,\"retried\":1,"
                        + "\"elapsedMillis\":500}\n",
                Files.readString(log.directory().resolve(AuditLog.REQUESTS_JSON)));
    }

    @Test
    void theFrontsWordsAreUtf8AndQuotedWhereTheyMustBe() throws Exception {
        AuditLog log = AuditLog.create(folder, 10);
        log.write(line("rb2605", AuditLine.Event.REJECTED, 16, "CTP:找不到合约, \"rb\"\n"));
        log.flush();
        String text = Files.readString(log.directory().resolve(AuditLog.REQUESTS));
        assertTrue(text.endsWith(",16,\"CTP:找不到合约, \"\"rb\"\" \",1,500\n"), text);
        JsonNode json = new ObjectMapper()
                .readTree(log.directory().resolve(AuditLog.REQUESTS_JSON).toFile());
        assertEquals(16, json.path("errorId").asInt());
        assertEquals("CTP:找不到合约, \"rb\"\n", json.path("message").asText());
    }

    @Test
    void manyLinesAreWrittenWithoutAFlush() throws Exception {
        AuditLog log = AuditLog.create(folder, 10);
        for (int i = 0; i < 1_000; i++) {
            log.write(line("c" + i, AuditLine.Event.SENT, 0, ""));
        }
        String text = Files.readString(log.directory().resolve(AuditLog.REQUESTS));
        assertTrue(text.endsWith("\n"), "a line is cut");
        assertTrue(text.lines().count() > 900);
    }

    @Test
    void theSummaryIsJson() throws Exception {
        AuditLog log = AuditLog.create(folder, 10);
        log.end(RunResult.of(log.run(), "now", false, 12, 98, List.of()));
        JsonNode summary = new ObjectMapper()
                .readTree(log.directory().resolve(AuditLog.SUMMARY).toFile());
        assertEquals(log.run(), summary.path("run").asText());
        assertFalse(summary.path("complete").asBoolean());
        assertEquals(7, summary.path("exitCode").asInt());
    }

    @Test
    void onlyTheLatestRunsAreKept() throws Exception {
        AuditLog last = null;
        for (int i = 0; i < 12; i++) {
            last = AuditLog.create(folder, 3);
        }
        try (Stream<Path> kept = Files.list(folder)) {
            List<Path> names = kept.toList();
            assertEquals(3, names.size());
            assertTrue(names.contains(last.directory()));
        }
    }

    @Test
    void whatSomebodyPutIntoAnOldOneHindersNoNewOne() throws Exception {
        AuditLog first = AuditLog.create(folder, 1);
        Files.writeString(first.directory().resolve("note.txt"), "asked the broker");

        AuditLog second = AuditLog.create(folder, 1);

        assertTrue(Files.exists(first.directory().resolve("note.txt")));
        assertTrue(Files.exists(second.directory().resolve(AuditLog.REQUESTS)));
    }

    @Test
    void whereNoneCanBeMadeTheRunGoesOnWithout() throws Exception {
        Path file = Files.writeString(folder.resolve("audit"), "no directory");

        RunAudit audit = AuditLog.orNone(file.resolve("subscription"), 10);

        assertSame(RunAudit.NONE, audit);
        assertEquals("unrecorded", audit.run());
        assertTrue(AuditLog.orNone(folder.resolve("other"), 10) instanceof AuditLog);
    }

    private static AuditLine line(String code, AuditLine.Event event, int errorId, String message) {
        return new AuditLine("primary", 3, code, event, AT - 0, 0, AT + 500_000_000, errorId, message, 1);
    }
}
