package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.service.command.ProcessIdentity;
import io.ctpfeed.service.duty.Checkpoints;
import io.ctpfeed.service.duty.Due;
import io.ctpfeed.service.duty.Duty;
import io.ctpfeed.service.duty.DutyRoster;
import io.ctpfeed.service.duty.PreMarketRestart;
import io.ctpfeed.service.duty.RestartResult;
import io.ctpfeed.service.duty.RestartResult.Outcome;
import io.ctpfeed.session.DayPart;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.subscription.AccountResult;
import io.ctpfeed.tick.WallClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** What is done around the sessions, with the shipped routes: when, and how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreMarketTest {
    private static final int INSTRUMENTS = 300;
    /** {@code subscription.front-wait-seconds} as shipped. */
    private static final long FRONT_WAIT_MILLIS = 60_000;

    private static final LocalDateTime MORNING = LocalDateTime.parse("2026-01-07T08:30");
    private static final LocalDateTime IN_SESSION = LocalDateTime.parse("2026-01-07T10:20");
    private static final Due RESTART = new Due(Duty.RESTART, DayPart.DAY, MORNING);
    private static final Due CHECKPOINT = new Due(Duty.CHECKPOINT, DayPart.DAY, MORNING.withMinute(55));

    private FeedRig rig;
    private Path flow;
    private DutyRoster roster;
    private final List<String> withoutALiveSource = new CopyOnWriteArrayList<>();

    private final SourceListener oneRemains = new SourceListener() {
        @Override
        public void stateChanged(MarketDataSource source, SourceState from, SourceState to, String reason) {
            if (rig.service().sources().all().stream().noneMatch(each -> each.state() == SourceState.READY)) {
                withoutALiveSource.add(source.account() + " to " + to);
            }
        }
    };

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        flow = folder.resolve("flow");
        rig = new FeedRig(
                        folder,
                        StandInOptions.DEFAULT.withInstruments(INSTRUMENTS),
                        Map.of(
                                "ctp.accounts.primary.flow-dir",
                                        flow.resolve("primary").toString(),
                                "ctp.accounts.backup.flow-dir",
                                        flow.resolve("backup").toString(),
                                "premarket.ready-seconds", "8",
                                "premarket.retry-pause-seconds", "1",
                                "premarket.retry-window-seconds", "11"))
                .subscribed();
        roster = rig.service().duties().roster();
        rig.service().sources().all().forEach(source -> source.addListener(oneRemains));
    }

    @BeforeEach
    void morning() throws Exception {
        rig.subscribed();
        clock(MORNING);
        withoutALiveSource.clear();
        rig.events().clear();
    }

    @AfterEach
    void realClock() {
        WallClock.real();
    }

    @AfterAll
    void stop() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void eachTriggerFiresByTheClockInShanghai() throws Exception {
        assertEquals(5, timesOfDay().size());
        for (CronTrigger trigger : timesOfDay()) {
            assertEquals(TimeZone.getTimeZone("Asia/Shanghai"), trigger.getTimeZone(), trigger.toString());
        }
        assertEquals(
                List.of(
                        "08:30 RESTART DAY",
                        "08:45 CHECKPOINT DAY",
                        "08:55 CHECKPOINT DAY",
                        "15:30 CLOSE DAY",
                        "20:30 RESTART NIGHT",
                        "20:45 CHECKPOINT NIGHT",
                        "20:55 CHECKPOINT NIGHT"),
                due("2026-11-19"));
    }

    @Test
    void onlyWhatTheCalendarKnowsIsDue() {
        assertEquals(7, due("2026-11-20").size(), "a Friday: its night is Monday's");
        assertEquals(List.of(), due("2026-11-21"), "a Saturday");
        assertEquals(List.of(), due("2026-10-10"), "a Saturday on which offices work");
        assertEquals(
                List.of("08:30 RESTART DAY", "08:45 CHECKPOINT DAY", "08:55 CHECKPOINT DAY", "15:30 CLOSE DAY"),
                due("2026-09-30"),
                "the eve of a holiday");
        assertEquals(List.of(), due("2026-10-07"), "the last evening of a holiday");
        assertEquals(7, due("2026-10-08").size(), "the first day after it");
        int duties = roster.dueBetween(LocalDateTime.parse("2026-09-21T00:00"), LocalDateTime.parse("2026-10-11T00:00"))
                .size();
        assertEquals(9 * 7 - 2 * 3, duties, "three weeks with two holidays: nine days, two of them without a night");
    }

    @Test
    void anEditOfATimeMovesItsTriggerAndAddsNone() throws Exception {
        Path properties = rig.config().resolve("application.properties");
        String good = FeedRig.read(properties);
        rig.edit(properties, text -> text.replace("premarket.day-cron = 0 30 8", "premarket.day-cron = 0 20 8"));
        assertEquals("08:20 RESTART DAY", due("2026-11-19").get(0));
        assertEquals(7, due("2026-11-19").size());

        rig.edit(rig.routes().resolve("checkpoints.yaml"), text -> text.replace("The times of", "Times of"));
        assertEquals(7, due("2026-11-19").size());
        rig.edit(properties, text -> good);
        assertEquals("08:30 RESTART DAY", due("2026-11-19").get(0));
        assertEquals(5, timesOfDay().size());
        assertEquals(
                scheduler().getTriggerKeys(GroupMatcher.anyTriggerGroup()).size(),
                scheduler().getJobKeys(GroupMatcher.anyJobGroup()).size());
    }

    /** Triggers of the duties; others come every so many seconds. */
    private List<CronTrigger> timesOfDay() throws SchedulerException {
        List<CronTrigger> triggers = new ArrayList<>();
        for (TriggerKey key : scheduler().getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            if (scheduler().getTrigger(key) instanceof CronTrigger trigger) {
                triggers.add(trigger);
            }
        }
        return triggers;
    }

    @Test
    void oneAccountAfterTheOtherIsMadeAnewWhileTicksGoOn() throws Exception {
        long logins = logins("primary") + logins("backup");
        for (String account : List.of("primary", "backup")) {
            Files.writeString(flow.resolve(account).resolve("md/Old.con"), "old");
            Files.writeString(flow.resolve(account).resolve("td/Old.con"), "old");
        }
        rig.flowing(2_000);

        RestartResult result = (RestartResult) roster.run(RESTART);

        assertEquals(Outcome.DONE, result.outcome(), result.text());
        assertEquals(List.of("backup", "primary"), result.restarted());
        assertEquals(100, result.coveragePercent());
        assertEquals(List.of(), withoutALiveSource);
        assertEquals(logins + 2, logins("primary") + logins("backup"));
        assertEquals(INSTRUMENTS, rig.trial().acknowledged());
        try (Stream<Path> files = Files.walk(flow)) {
            assertEquals(
                    List.of(), files.filter(file -> file.endsWith("Old.con")).toList());
        }
        JsonNode event = passed("premarket");
        assertEquals(
                "[\"backup\",\"primary\"]",
                event.path("details").path("restarted").toString());
        rig.moreTicks();
    }

    @Test
    void whatWasStoppedByHandStaysStoppedAndIsNotWaitedFor() throws Exception {
        rig.source("backup").stop().join();
        long logins = logins("primary");
        try {
            RestartResult result = (RestartResult) roster.run(RESTART);

            assertEquals(Outcome.DONE, result.outcome(), result.text());
            assertEquals(List.of("primary"), result.restarted());
            assertEquals(List.of("account backup is STOPPED (stopped)"), result.leftAlone());
            assertEquals(SourceState.STOPPED, rig.state("backup"));
            assertEquals(logins + 1, logins("primary"));
            assertTrue(result.elapsedMillis() < FRONT_WAIT_MILLIS, result.text());
            AccountResult stopped = rig.service().subscribing().last().accounts().stream()
                    .filter(account -> account.account().equals("backup"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(stopped.stoppedByHand(), stopped.toString());
        } finally {
            rig.source("backup").start();
        }
    }

    @Test
    void anAccountThatDoesNotComeBackIsTriedAgainThenTheAlarmIsRaised() throws Exception {
        long backup = logins("backup");
        List<String> forgotten = forgotten("backup");
        command("front 1 refuse on");
        try {
            RestartResult result = (RestartResult) roster.run(RESTART);

            assertRenewed("backup", forgotten);
            assertEquals(Outcome.FAILED, result.outcome(), result.text());
            assertTrue(result.tries() > 1, result.text());
            assertTrue(result.text().contains("account primary is "), result.text());
            assertEquals(List.of("backup"), result.restarted());
            assertEquals(backup + 1, logins("backup"), "what came back well is not touched again");
            assertEquals(List.of(), withoutALiveSource);
            rig.events().await("failed", event -> event.path("source").asText().equals("premarket"));
            assertTrue(restarts("failed") >= 1);

            Checkpoints.Result checkpoint = (Checkpoints.Result) roster.run(CHECKPOINT);
            assertFalse(checkpoint.passed());
            JsonNode event = rig.events()
                    .await("failed", each -> each.path("source").asText().equals("08:55"));
            assertTrue(
                    event.path("details").path("problems").path(0).asText().startsWith("account primary is "),
                    event.toString());
            String coverage = event.path("details").path("problems").path(1).asText();
            assertTrue(coverage.matches("1\\d\\d of 300 instruments are subscribed, 98 % are asked for .*"), coverage);
            assertEquals(0, checkpointOk());
        } finally {
            command("front 1 refuse off");
        }
        rig.subscribed();
        assertTrue(((Checkpoints.Result) roster.run(CHECKPOINT)).passed());
        passed("08:55");
        assertEquals(1, checkpointOk());
    }

    @Test
    void theOnlyAccountThatIsLoggedInIsNotLetGo() throws Exception {
        command("front 1 refuse on");
        command("front 1 drop 4097");
        FeedRig.await("down").until(() -> rig.state("primary") != SourceState.READY);
        long backup = logins("backup");
        List<String> forgotten = forgotten("backup");
        try {
            RestartResult result = (RestartResult) roster.run(RESTART);

            assertRenewed("backup", forgotten);
            assertEquals(Outcome.FAILED, result.outcome(), result.text());
            assertTrue(
                    result.text().contains("account backup was not restarted: it is the only one that is logged in"),
                    result.text());
            assertEquals(backup, logins("backup"));
            assertEquals(List.of(), withoutALiveSource);
        } finally {
            command("front 1 refuse off");
        }
    }

    @Test
    void anAccountThatIsRefusedForGoodIsNotTriedAgainAndTheOtherOneIsFresh() throws Exception {
        long backup = logins("backup");
        long refused = refused(0);
        command("front 1 refuse-login 3 1000 CTP:不合法的登录");
        try {
            RestartResult result = (RestartResult) roster.run(RESTART);

            assertEquals(Outcome.FAILED, result.outcome(), result.text());
            assertEquals(refused + 1, refused(0), "the failure did not happen, or the login was tried again");
            assertTrue(
                    result.text().startsWith("the restart partly failed after 1 try: account primary is BLOCKED ("),
                    result.text());
            assertEquals(List.of("backup"), result.restarted());
            assertEquals(backup + 1, logins("backup"));
            assertEquals(List.of(), withoutALiveSource);
            rig.events().await("failed", event -> event.path("source").asText().equals("premarket"));

            RestartResult next = (RestartResult) roster.run(RESTART);
            assertEquals(Outcome.DONE, next.outcome(), next.text());
            assertEquals(List.of("backup"), next.restarted());
            assertTrue(next.leftAlone().get(0).startsWith("account primary is BLOCKED"), next.text());
            assertEquals(refused + 1, refused(0), "only an operator may try again");
        } finally {
            command("front 1 clear");
            rig.source("primary").start();
        }
    }

    @Test
    void theLastAccountIsNotLetGoAfterTheOtherWasRefusedForGood() throws Exception {
        long primary = logins("primary");
        long refused = refused(1);
        command("front 2 refuse-login 3 1000 CTP:不合法的登录");
        try {
            RestartResult result = restartOnce();

            assertEquals(Outcome.FAILED, result.outcome(), result.text());
            assertEquals(refused + 1, refused(1), "the failure did not happen, or the login was tried again");
            assertTrue(result.text().contains("account primary was not restarted: it is the only one"), result.text());
            assertTrue(result.text().contains("account backup is BLOCKED ("), result.text());
            assertEquals(primary, logins("primary"));
            assertEquals(List.of(), withoutALiveSource);
        } finally {
            command("front 2 clear");
            rig.source("backup").start();
        }
    }

    @Test
    void withoutTheSubscriptionRouteTheRestartSaysThatNothingWasRenewed() throws Exception {
        Path routes = rig.routes().resolve("subscription.yaml");
        String good = FeedRig.read(routes);
        rig.edit(routes, text -> text.substring(0, text.indexOf("# For other routes")));
        try {
            RestartResult result = restartOnce();

            assertEquals(Outcome.FAILED, result.outcome(), result.text());
            assertTrue(result.text().contains("no route is at direct:subscribe"), result.text());
            assertEquals(List.of("backup", "primary"), result.restarted());
        } finally {
            rig.edit(routes, text -> good);
        }
    }

    /** On the account's list, and not wanted: only a renewed list brings them back. */
    private List<String> forgotten(String account) {
        List<String> codes = rig.source(account).wanted().stream().limit(3).toList();
        assertEquals(3, rig.source(account).unsubscribe(codes));
        return codes;
    }

    private void assertRenewed(String account, List<String> codes) {
        assertTrue(rig.source(account).wanted().containsAll(codes), "list and subscription of " + account);
        assertEquals(
                rig.source(account).wanted().size(),
                rig.source(account).status().acknowledged());
    }

    /** One try, whatever comes of it. */
    private RestartResult restartOnce() throws InterruptedException {
        PreMarketRestart restart =
                (PreMarketRestart) rig.service().duties().beans().get("preMarketRestart");
        return restart.run("sources", 8, 1, 0, 95, true, false);
    }

    private long refused(int front) {
        return rig.trial()
                .standIn()
                .command("report")
                .path("fronts")
                .path(front)
                .path("faults")
                .path("refused-login")
                .asLong();
    }

    @Test
    void withinASessionNothingIsRestarted() throws Exception {
        clock(IN_SESSION);
        long logins = logins("primary") + logins("backup");

        RestartResult result = (RestartResult) roster.run(RESTART);

        assertEquals(Outcome.REFUSED, result.outcome(), result.text());
        assertEquals("nothing restarted: a session is under way: SHFE.rb is BREAK at 10:20", result.text());
        assertEquals(logins, logins("primary") + logins("backup"));
    }

    @Test
    void theServiceDoesNotEndWhereNobodyWouldStartIt() throws Exception {
        Path properties = rig.config().resolve("application.properties");
        String good = FeedRig.read(properties);
        rig.edit(properties, text -> text.replace("premarket.restart = sources", "premarket.restart = service"));
        try {
            RestartResult result = (RestartResult) roster.run(RESTART);

            assertEquals(Outcome.FAILED, result.outcome(), result.text());
            assertTrue(result.text().contains("nobody would start it again"), result.text());
            assertEquals(List.of("backup", "primary"), result.restarted(), "the accounts are fresh all the same");

            rig.source("backup").stop().join();
            RestartResult second = (RestartResult) roster.run(RESTART);

            assertFalse(second.text().contains("a new service would start it"), second.text()); // it would not
            assertEquals(SourceState.STOPPED, rig.state("backup"));
        } finally {
            rig.source("backup").start();
            rig.edit(properties, text -> good);
        }
        rig.edit(properties, text -> text.replace("premarket.restart = sources", "premarket.restart = none"));
        try {
            assertEquals(Outcome.SKIPPED, ((RestartResult) roster.run(RESTART)).outcome());
        } finally {
            rig.edit(properties, text -> good);
        }
    }

    @Test
    void theWholeServiceEndsToBeStartedAnew(@TempDir Path other) throws Exception {
        Path run = Files.createDirectories(other.resolve("run"));
        Path supervisor = run.resolve("supervisor.json");
        Files.writeString(supervisor, "{\"supervisor\":{\"pid\":1,\"startTicks\":-1}}"); // of one that was killed
        // What a new start would find: the rig gives its accounts to the service itself.
        Files.writeString(
                other.resolve(".env"),
                Stream.of("PRIMARY", "BACKUP")
                        .map(name -> "CTP_" + name + "_FRONTS=tcp://127.0.0.1:1\nCTP_" + name + "_BROKER_ID=9999\nCTP_"
                                + name + "_USER_ID=1\nCTP_" + name + "_PASSWORD=none\n")
                        .collect(Collectors.joining()));
        try (FeedRig second = new FeedRig(
                        other,
                        StandInOptions.DEFAULT.withInstruments(60),
                        Map.of(
                                "premarket.restart",
                                "service",
                                "premarket.retry-window-seconds",
                                "0",
                                "ops.run-dir",
                                run.toString()))
                .subscribed()) {
            clock(MORNING); // a trial sets it to its market's own
            RestartResult alone =
                    (RestartResult) second.service().duties().roster().run(RESTART);
            assertTrue(alone.text().contains("nobody would start it again"), alone.text());

            ProcessIdentity self = ProcessIdentity.current();
            Files.writeString(
                    supervisor,
                    "{\"supervisor\":{\"pid\":" + self.pid() + ",\"startTicks\":" + self.startTicks() + "}}");
            RestartResult result =
                    (RestartResult) second.service().duties().roster().run(RESTART);

            assertEquals(Outcome.SERVICE_ENDS, result.outcome(), result.text());
            second.service().awaitEnd();
            assertTrue(second.service().restartWanted());
            assertEquals(SourceState.STOPPED, second.state("primary"));
        }
    }

    private List<String> due(String date) {
        LocalDateTime midnight = LocalDateTime.parse(date + "T00:00");
        return roster.dueBetween(midnight, midnight.plusDays(1)).stream()
                .map(due -> due.at().toLocalTime() + " " + due.duty() + " " + due.part())
                .toList();
    }

    private Scheduler scheduler() {
        return rig.service()
                .context()
                .getComponent("quartz", QuartzComponent.class)
                .getScheduler();
    }

    private JsonNode passed(String source) {
        return rig.events()
                .await("passed", event -> event.path("source").asText().equals(source));
    }

    private long logins(String account) {
        return rig.source(account).status().logins();
    }

    private void command(String line) {
        rig.trial().standIn().command(line);
    }

    private double restarts(String result) {
        return registry()
                .get("ctpfeed.premarket.restarts")
                .tag("result", result)
                .counter()
                .count();
    }

    private double checkpointOk() {
        return registry()
                .get("ctpfeed.checkpoint.ok")
                .tag("checkpoint", "08:55")
                .gauge()
                .value();
    }

    private MeterRegistry registry() {
        return rig.service().context().getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class);
    }

    private static void clock(LocalDateTime moment) {
        WallClock.simulate(MarketTime.epochNanos(moment));
    }
}
