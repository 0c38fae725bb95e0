package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.it.StandInFeed.Run;
import io.ctpfeed.service.command.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code start}, {@code stop}, {@code restart}, {@code status} where systemd has the unit: it does the work, they check it. */
@Tag("long")
class SystemdTest {
    private static final String START = "--no-pager start ctpfeed.service";
    private static final String STOP = "--no-pager stop ctpfeed.service";
    private static final String JOURNAL = "run: journalctl -u ctpfeed.service -n 50 --no-pager";

    @TempDir
    private Path home;

    private StandInFeed feed;

    @BeforeEach
    void installation() throws Exception {
        feed = new StandInFeed(home, 60);
    }

    @AfterEach
    void close() throws Exception {
        feed.close();
    }

    @Test
    void itStartsAndStopsTheServiceAndNobodyElseKeepsIt() throws Exception {
        StandInUnit unit = new StandInUnit(home, home);
        feed.path(unit.directory());

        Run start = feed.run("start");
        assertEquals(0, start.exit(), start::toString);
        assertTrue(start.out().contains("[2/3] service ... ok"), start::toString);
        assertTrue(start.out().contains("120 of 120 subscriptions (100.0 %)"), start::toString);
        ProcessIdentity service = feed.service().orElseThrow();
        assertTrue(start.out().contains("started by systemd, process " + service.pid()), start::toString);
        assertEquals(List.of(START), unit.told());
        assertFalse(Files.exists(feed.runDir().resolve("supervisor.json")), "no supervisor of ours beside it");

        Run again = feed.run("start");
        assertEquals(0, again.exit(), again::toString);
        assertTrue(again.out().contains("runs already by systemd, process " + service.pid()), again::toString);
        assertEquals(List.of(), unit.told());
        assertEquals(2, feed.leftovers().size(), "the service and NATS");

        Run status = feed.run("status");
        assertEquals(0, status.exit(), status::toString);
        assertTrue(status.out().contains("kept by    systemd, ctpfeed.service\n"), status::toString);

        Run restart = feed.run("restart");
        assertEquals(0, restart.exit(), restart::toString);
        assertTrue(restart.out().contains("stopped by systemd"), restart::toString);
        assertTrue(restart.out().contains("started by systemd, process "), restart::toString);
        assertEquals(List.of(STOP, START), unit.told());
        assertFalse(service.isAlive());

        Run stop = feed.run("stop");
        assertEquals(0, stop.exit(), stop::toString);
        assertTrue(stop.out().contains("[1/2] service ... ok"), stop::toString);
        assertEquals(List.of(STOP), unit.told());
        assertEquals(List.of(), feed.leftovers());
        assertFalse(feed.natsListens());
        String audit = feed.file("audit/actions.csv");
        assertEquals(2, lines(audit, ",start,service,ok,0,.*started by systemd, process .*"), audit);
        assertEquals(2, lines(audit, ",stop,service,ok,0,.*,stopped by systemd"), audit);

        aUnitThatFailsLeavesNothingHalfStarted(unit);
    }

    private void aUnitThatFailsLeavesNothingHalfStarted(StandInUnit unit) throws Exception {
        Path ticks = home.resolve("routes/ticks.yaml");
        Files.writeString(ticks, FeedRig.read(ticks).replace("steps:", "stepps:"));

        Run start = feed.run("start");

        assertEquals(3, start.exit(), start::toString);
        assertEquals(
                "ctpfeed: ctpfeed.service was started and is failed, last exit code 3; " + JOURNAL + "\n", start.err());
        assertTrue(start.out().contains("undo: NATS stopped"), start::toString);
        assertEquals(List.of(START), unit.told(), "there is nothing left to stop");
        assertEquals(List.of(), feed.leftovers());
        assertFalse(feed.natsListens());

        Run status = feed.run("status");
        assertEquals(4, status.exit(), status::toString);
        assertTrue(
                status.err().endsWith("; systemd: ctpfeed.service is failed, last exit code 3; " + JOURNAL + "\n"),
                status::toString);
        assertEquals(1, status.err().lines().count(), status::toString);
    }

    @Test
    void whoMayNotStartItIsToldSo() throws Exception {
        StandInUnit unit = new StandInUnit(home, home);
        unit.deny();
        feed.path(unit.directory());

        Run start = feed.run("start");

        assertEquals(3, start.exit(), start::toString);
        assertEquals(
                "ctpfeed: systemctl start ctpfeed.service failed: Failed to start ctpfeed.service: Access denied; run it"
                        + " as root (sudo ./ctpfeed ...)\n",
                start.err());
        assertEquals(List.of(START), unit.told());
        assertEquals(List.of(), feed.leftovers());
        assertFalse(feed.natsListens());
    }

    @Test
    @Tag("long")
    void theUnitOfAnotherInstallationIsLeftAlone() throws Exception {
        StandInUnit unit = new StandInUnit(home, Path.of("/opt/ctpfeed"));
        feed.path(unit.directory());

        Run start = feed.run("start");

        assertEquals(0, start.exit(), start::toString);
        assertTrue(
                start.out().contains("ctpfeed.service is left alone, it runs another installation"), start::toString);
        assertTrue(Files.exists(feed.runDir().resolve("supervisor.json")));
        Run status = feed.run("status");
        assertTrue(status.out().contains("kept by    the supervisor of start, process "), status::toString);
        assertEquals(0, feed.run("stop").exit());
        assertEquals(List.of(), unit.told());
    }

    @Test
    @Tag("long")
    void thePreMarketRestartOfTheWholeServiceIsAnsweredByIt() throws Exception {
        StandInUnit unit = new StandInUnit(home, home);
        feed.path(unit.directory()).with("premarket.restart", "service").with("premarket.restart-nats", "true");
        assertEquals(0, feed.run("start").exit());
        ProcessIdentity first = feed.service().orElseThrow();

        Run premarket = feed.run("premarket", "--force");

        assertEquals(0, premarket.exit(), premarket::toString);
        FeedRig.await("a new service")
                .until(() -> feed.service().filter(now -> !now.equals(first)).isPresent());
        Run again = feed.run("start");
        assertEquals(0, again.exit(), again::toString);
        assertTrue(again.out().contains("120 of 120 subscriptions (100.0 %)"), again::toString);
        assertEquals(1, unit.restarts());
        String journal = FeedRig.read(unit.directory().resolve("journal"));
        assertTrue(journal.contains("premarket.restart-nats is without effect under systemd"), journal);
        assertEquals(0, feed.run("stop").exit());
        assertEquals(List.of(START, STOP), unit.told());
    }

    private static long lines(String text, String pattern) {
        return text.lines().filter(line -> line.matches(".*" + pattern + "\"?")).count();
    }
}
