package io.ctpfeed.failover;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.failover.SwitchFailedException.Kind;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourcesOf;
import io.ctpfeed.tick.FeedEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverTest {
    @TempDir
    private Path folder;

    private final Map<String, FakeLine> lines = new LinkedHashMap<>();
    private final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    private final Set<String> held = new HashSet<>();
    private FailoverSettings settings = new FailoverSettings(2, 60, 20, 95, 0, 0, 3, 1);
    private Failover failover;

    @AfterEach
    void stop() {
        failover.close();
    }

    @Test
    void theNextLineTakesOverWhenTheCircuitOpensAndGivesBackWhenItCloses() {
        start(Role.HOT, Role.STANDBY);
        assertEquals(LineMode.HELD, mode("backup"));

        fail("primary");
        awaitActive("backup");
        assertEquals(LineMode.HOT, mode("backup"));
        assertEquals("disconnected", failover.status().reason());

        mend("primary");
        awaitActive("primary");
        assertEquals(LineMode.HELD, mode("backup"));
        assertEquals(List.of("over", "back"), directions());
    }

    @Test
    void onlyLinesOfTheSameShareStandInForEachOther() {
        start(new Line("primary", Role.HOT, "1/2"), new Line("backup", Role.HOT, "2/2"));
        assertFalse(failover.isWatched("primary"));
        assertEquals(1, failover.status().lines().size());
    }

    @Test
    void aTargetThatDoesNotWorkIsNoneAndThatIsSaidOnce() {
        start(Role.HOT, Role.STANDBY);
        fail("backup");
        fail("primary");
        failover.decide("primary", Circuit.OPEN);
        assertEquals("primary", failover.status().active());
        assertEquals(1, count("no-target"));

        mend("backup");
        failover.decide("primary", Circuit.OPEN);
        awaitActive("backup");
    }

    @Test
    void whatSomebodyStoppedIsNeverATargetNorStarted() {
        start(Role.HOT, Role.STANDBY, Role.COLD);
        held.addAll(List.of("backup", "third"));
        fail("primary");
        assertEquals(1, count("no-target"));
        SwitchFailedException refused = assertThrows(SwitchFailedException.class, () -> failover.byHand("third"));
        assertEquals(Kind.STOPPED, refused.kind());
        assertEquals(0, lines.get("third").starts);
    }

    @Test
    void flappingIsBoundedAndThenAllThatStandByGoOn() {
        start(Role.HOT, Role.STANDBY);
        for (int i = 0; i < 3; i++) {
            fail("primary");
            awaitActive("backup");
            mend("primary");
            if (i < 2) {
                awaitActive("primary");
            }
        }
        failover.decide("primary", Circuit.CLOSED);
        assertEquals("backup", failover.status().active(), "it is not taken back once more");
        assertTrue(failover.status().flapping());

        fail("backup");
        await().until(() -> count("flapping") == 1);
        assertEquals("backup", failover.status().active(), "nor left");
        await().until(() -> mode("backup") == LineMode.HOT);
        assertEquals(LineMode.HOT, mode("primary"));
    }

    @Test
    void whatSomebodyDecidedIsNotTakenBackButLeftWhenItFails() throws Exception {
        start(Role.HOT, Role.STANDBY);
        failover.byHand(null);
        assertEquals("backup", failover.status().active());
        failover.decide("primary", Circuit.CLOSED);
        failover.decide("primary", Circuit.CLOSED);
        assertEquals("backup", failover.status().active());

        fail("backup");
        awaitActive("primary");
        assertFalse(failover.status().byHand());
    }

    @Test
    void theFirstChoiceMustHaveWorkedForAWhile() {
        settings = new FailoverSettings(2, 60, 20, 95, 3_600, 0, 3, 1);
        start(Role.HOT, Role.STANDBY);
        fail("primary");
        awaitActive("backup");
        mend("primary");
        assertEquals("backup", failover.status().active());
        assertDoesNotSwitch("primary");
    }

    @Test
    void aColdLineIsBroughtUpAndLetGo() {
        start(Role.HOT, Role.COLD);
        FakeLine backup = lines.get("backup");
        backup.state = SourceState.STOPPED;
        assertEquals(LineMode.OFF, mode("backup"));
        assertFalse(failover.isWatched("backup"));

        fail("primary");
        awaitActive("backup");
        assertEquals(1, backup.starts);
        mend("primary");
        awaitActive("primary");
        await().until(() -> mode("backup") == LineMode.OFF);
        assertEquals(1, backup.stops);
    }

    @Test
    void aColdLineWhoseCredentialsAreRefusedIsNotTriedAgainByItself() {
        start(Role.HOT, Role.COLD);
        FakeLine backup = lines.get("backup");
        backup.state = SourceState.STOPPED;
        backup.afterStart = SourceState.BLOCKED;
        fail("primary");
        await().until(() -> count("rolled-back") == 1);
        assertEquals("primary", failover.status().active());
        await().until(() -> mode("backup") == LineMode.OFF);
        await().until(() -> {
            failover.decide("primary", Circuit.OPEN);
            return count("no-target") == 1;
        });
        assertEquals(1, backup.starts);

        SwitchFailedException refused = assertThrows(SwitchFailedException.class, () -> failover.byHand("backup"));
        assertEquals(Kind.CREDENTIALS, refused.kind());
        assertEquals(2, backup.starts, "by hand it is");
    }

    @Test
    void theStateSurvivesARestart() throws Exception {
        start(Role.HOT, Role.STANDBY);
        fail("primary");
        awaitActive("backup");
        await().until(() -> new StateFile(file()).read().orElseThrow().open().contains("primary"));
        failover.close();

        start(Role.HOT, Role.STANDBY);
        assertEquals("backup", failover.status().active());
        assertEquals("disconnected", failover.status().reason());
        assertEquals(LineMode.HOT, mode("backup"));
        assertEquals(Circuit.OPEN, failover.circuit("primary"), "a new breaker is open");
        assertEquals(Circuit.CLOSED, failover.circuit("backup"));
    }

    @Test
    void aStateThatCannotBeReadOrNamesNobodyCountsForNothing() throws Exception {
        java.nio.file.Files.writeString(file(), "{\"active\": \"gone\", \"since\": \"2026-01-05T01:00:00Z\"}");
        start(Role.HOT, Role.STANDBY);
        assertEquals("primary", failover.status().active());
        failover.close();
        java.nio.file.Files.writeString(file(), "{\"act");
        start(Role.HOT, Role.STANDBY);
        assertEquals("primary", failover.status().active());
    }

    @Test
    void aLineThatBrokeIsGoodOnlyWhenAllItWantsIsSubscribed() throws Exception {
        start(Role.HOT, Role.HOT);
        FakeLine primary = lines.get("primary");
        failover.examine("primary");
        primary.becomes(SourceState.DISCONNECTED);
        primary.acknowledged = 0;
        primary.becomes(SourceState.READY);
        assertThrows(LineFailedException.class, () -> failover.examine("primary"));
        primary.acknowledged = 100;
        failover.examine("primary");
    }

    private void start(Role... roles) {
        String[] names = {"primary", "backup", "third"};
        List<Line> all = new ArrayList<>();
        for (int i = 0; i < roles.length; i++) {
            all.add(new Line(names[i], roles[i], "1/1"));
        }
        start(all.toArray(Line[]::new));
    }

    private void start(Line... all) {
        lines.clear();
        for (Line line : all) {
            lines.put(line.account(), new FakeLine(line.account(), lines.size()));
        }
        FailoverListener nobody = new FailoverListener() {
            @Override
            public void switched(Switched what) {}

            @Override
            public void lineupChanged() {}
        };
        failover = new Failover(new FailoverParts(
                List.of(all),
                "primary",
                new SourcesOf(List.copyOf(lines.values())),
                held::contains,
                new SessionClock(() -> null),
                FakeLine.NOT_COMPARED,
                () -> settings,
                file(),
                events::add,
                nobody,
                account -> {},
                account -> {}));
    }

    private Path file() {
        return folder.resolve("failover.json");
    }

    private LineMode mode(String account) {
        return failover.lineup().mode(account);
    }

    private void fail(String account) {
        lines.get(account).becomes(SourceState.DISCONNECTED);
        failover.decide(account, Circuit.OPEN);
    }

    /** Twice, as the first word may come while something else is being done. */
    private void mend(String account) {
        lines.get(account).becomes(SourceState.READY);
        try {
            failover.examine(account);
        } catch (LineFailedException e) {
            throw new AssertionError(e);
        }
        failover.decide(account, Circuit.CLOSED);
    }

    private void awaitActive(String account) {
        await(account + " active: " + events).until(() -> {
            failover.status().lines().forEach(line -> failover.decide(line.account(), line.circuit()));
            return failover.status().active().equals(account);
        });
    }

    private void assertDoesNotSwitch(String account) {
        for (int i = 0; i < 10; i++) {
            failover.decide(account, Circuit.CLOSED);
        }
        assertEquals(
                0,
                events.stream()
                        .filter(event -> event.name().equals("switched")
                                && event.source().equals(account))
                        .count());
    }

    private long count(String name) {
        return events.stream().filter(event -> event.name().equals(name)).count();
    }

    private List<String> directions() {
        return events.stream()
                .filter(event -> event.name().equals("switched"))
                .map(event -> String.valueOf(event.details().get("direction")))
                .toList();
    }
}
