package io.ctpfeed.service.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ctpfeed.service.KeptFile;
import io.ctpfeed.subscription.RecoveryHistory;
import io.ctpfeed.subscription.RecoveryHistory.Account;
import io.ctpfeed.subscription.RecoveryHistory.Instrument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryFileTest {
    private static final RecoveryHistory HISTORY = new RecoveryHistory(Map.of(
            "primary",
            new Account(
                    List.of(1_767_666_660_000_000_001L, 1_767_666_720_000_000_002L),
                    2,
                    1_767_666_720_000_000_002L,
                    1_767_666_840_000_000_002L,
                    false,
                    true,
                    true,
                    Map.of("SP m2605&m2609", new Instrument("2026-01-06", 4, 1_767_666_840_000_000_002L, true)))));

    @TempDir
    private Path folder;

    @Test
    void whatWasTriedComesBackAsItWas() {
        Path file = folder.resolve("run").resolve("recovery.json");
        assertEquals(RecoveryHistory.NONE, RecoveryFile.at(file).read());
        RecoveryFile.at(file).write(HISTORY);
        assertEquals(HISTORY, RecoveryFile.at(file).read());
    }

    @Test
    void itIsWrittenWhereSomethingChangedAndOnlyThen() throws Exception {
        Path file = folder.resolve("recovery.json");
        KeptFile<RecoveryHistory> kept = RecoveryFile.at(file);
        kept.write(RecoveryHistory.NONE);
        assertFalse(Files.exists(file));
        kept.write(HISTORY);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        kept.write(HISTORY);
        assertEquals(0, Files.getLastModifiedTime(file).toMillis());
        kept.write(RecoveryHistory.NONE);
        assertEquals(RecoveryHistory.NONE, RecoveryFile.at(file).read());
    }

    @Test
    void aFileThatIsBrokenIsNoReasonNotToStart() throws Exception {
        String day = "{\"accounts\":{\"primary\":{\"restarts\":[],\"instruments\":{\"rb2605\":{\"day\":\"Monday\"}}}}}";
        for (String text : List.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"accounts\":{\"primary\":{\"restarts\":7}}}",
                "{\"accounts\":{\"primary\":{}}}",
                "{\"accounts\":{\"primary\":null}}",
                day)) {
            Path file = Files.writeString(folder.resolve("recovery.json"), text);
            KeptFile<RecoveryHistory> kept = RecoveryFile.at(file);
            assertEquals(RecoveryHistory.NONE, kept.read(), text);
            kept.write(HISTORY);
            assertEquals(HISTORY, RecoveryFile.at(file).read());
        }
    }
}
