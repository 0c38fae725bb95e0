package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.journal.JournalEntry;
import io.ctpfeed.publish.journal.TickJournal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told once, and again when it is news again. No NATS is there: the delivery only waits for it. */
class OutageWatchTest {
    private static final String REASON = "md.late.SHFE.rb2610 refused";

    @TempDir
    private Path folder;

    @Test
    void aRefusalOfLateTicksIsToldAgainOnceTheJournalWasEmpty() throws Exception {
        try (NatsServerProcess away = NatsServerProcess.onFreePort();
                DeliveryRig rig = new DeliveryRig(
                        away.url(), DeliveryRig.settings(DeliveryMode.CORE), folder.resolve("delivery"));
                TickJournal journal = DeliveryRig.journal(folder.resolve("journal"))) {
            assertTrue(journal.append("md.tick.SHFE.rb2610", 1, 1, new byte[700], false) > 0);
            assertEquals(1, toldAfterALook(rig, journal), "the same refusal goes on");
            List<JournalEntry> all = journal.read(journal.begin(), 1);
            journal.release(all.get(0));
            assertEquals(2, toldAfterALook(rig, journal), "another one");
        }
    }

    /** A watch looks after the journal once a second, and at once the first time. */
    private static long toldAfterALook(DeliveryRig rig, TickJournal journal) {
        rig.told.clear();
        OutageWatch watch = new OutageWatch(rig.delivery(), journal, rig);
        watch.lateRefused(REASON);
        watch.lateRefused(REASON);
        watch.look();
        watch.lateRefused(REASON);
        return rig.told.stream().filter(("late refused: " + REASON)::equals).count();
    }
}
