package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.SessionTable;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calendar that ends, and edits of calendar and sessions while a service runs. */
class CalendarGuardTest {
    private final CamelContext context = new DefaultCamelContext();
    private final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    private ConfigFiles files;

    @TempDir
    private Path config;

    private Path calendar;
    private Path sessions;

    @BeforeEach
    void shipped() throws IOException {
        calendar = Files.copy(Path.of("config/calendar.yaml"), config.resolve("calendar.yaml"));
        sessions = Files.copy(Path.of("config/sessions.yaml"), config.resolve("sessions.yaml"));
        files = new ConfigFiles(context, events::add);
        now("2026-11-24T10:00");
    }

    @AfterEach
    void end() {
        files.close();
        context.stop();
        WallClock.real();
    }

    @Test
    void aDayThatIsNotCoveredIsAnError() {
        now("2027-01-04T10:00");
        ServiceException refused = assertThrows(ServiceException.class, this::guard);
        assertEquals(
                List.of(calendar + ": covers 2025-01-01 to 2026-12-31, today is 2027-01-04; enter the holidays the"
                        + " exchanges published, and set covered-until"),
                refused.lines());
        now("2024-12-31T10:00");
        assertThrows(ServiceException.class, this::guard);
    }

    @Test
    void onTheLastDayItStartsUntilTheNextDayBegins() {
        now("2026-12-31T17:59:59");
        assertEquals(0, guard().coveredDays());
        now("2026-12-31T18:00");
        String reason =
                assertThrows(ServiceException.class, this::guard).lines().get(0);
        assertTrue(reason.contains("the trading day that comes next is 2027-01-04"), reason);
    }

    @Test
    void anInventedMarketHasADateOfItsOwn() {
        now("2030-01-02T10:00");
        CalendarGuard guard = new CalendarGuard(config, false, events::add);
        assertEquals(-1098, guard.coveredDays());
    }

    @Test
    void theEndIsWarnedOfOnceADayFromAMonthBefore() {
        guard().follow(files);
        awaitLook();
        assertEquals(List.of(), events, "37 days are left");

        now("2026-12-02T10:00");
        FeedEvent first = await("calendar-ends");
        assertEquals(FeedEvent.Kind.STATUS, first.kind());
        assertEquals("{coveredUntil=2026-12-31, daysLeft=29}", first.details().toString());
        assertEquals(LocalDateTime.parse("2026-12-02T10:00"), LocalDateTime.ofInstant(first.at(), MarketTime.ZONE));
        awaitLook();
        assertEquals(1, events.size());

        events.clear();
        now("2026-12-03T00:00");
        assertEquals(28L, await("calendar-ends").details().get("daysLeft"));
    }

    @Test
    void anEditOfTheSessionsIsTakenUp() throws IOException {
        CalendarGuard guard = guard();
        guard.follow(files);
        LocalDate day = LocalDate.of(2026, 11, 25);
        assertEquals(3, guard.calendar().sessions().intervals(day, "SHFE", "wr").size());

        edit(sessions, "[au, ag]", "[au, ag, wr]");
        edit(sessions, "no-night: [wr]", "no-night: []");

        FeedEvent applied = await("edit-applied");
        assertEquals("sessions.yaml", applied.details().get("file"));
        assertTrue(files.applied() > 0, "counted");
        assertEquals(4, guard.calendar().sessions().intervals(day, "SHFE", "wr").size());
    }

    @Test
    void aBrokenEditIsRefusedWithFileAndLineAndChangesNothing() throws IOException {
        CalendarGuard guard = guard();
        guard.follow(files);
        SessionTable before = guard.calendar().sessions();

        edit(calendar, "2025-01-01\n", "2025-01-32\n");

        String reason = await("edit-refused").details().get("reason").toString();
        assertTrue(reason.startsWith(calendar + ":"), reason);
        assertTrue(reason.contains("'2025-01-32' is no date; write YYYY-MM-DD"), reason);
        assertSame(before, guard.calendar().sessions());
        assertEquals(1, files.refused());
    }

    @Test
    void anEditThatWouldLeaveTodayUncoveredIsRefused() throws IOException {
        CalendarGuard guard = guard();
        guard.follow(files);
        edit(calendar, "covered-until: 2026-12-31", "covered-until: 2026-11-23");
        String reason = await("edit-refused").details().get("reason").toString();
        assertTrue(reason.contains("today is 2026-11-24"), reason);
        assertEquals(LocalDate.of(2026, 12, 31), guard.calendar().days().coveredUntil());
    }

    @Test
    void anEditWhileTheServiceStartsIsNotMissed() throws IOException {
        CalendarGuard guard = guard();
        edit(calendar, "covered-until: 2026-12-31", "covered-until: 2027-01-03 # and more");
        guard.follow(files);
        await("edit-applied");
        assertEquals(LocalDate.of(2027, 1, 3), guard.calendar().days().coveredUntil());
    }

    private CalendarGuard guard() {
        return new CalendarGuard(config, true, events::add);
    }

    private static void now(String moment) {
        WallClock.simulate(MarketTime.epochNanos(LocalDateTime.parse(moment)));
    }

    private static void edit(Path file, String was, String is) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(was), was);
        Files.writeString(file, text.replaceFirst(Pattern.quote(was), is));
    }

    /** Until all that is due at this moment was looked at twice. */
    private void awaitLook() {
        CountDownLatch looks = new CountDownLatch(2);
        files.alongside(looks::countDown);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> looks.getCount() == 0);
    }

    private FeedEvent await(String name) {
        Awaitility.await(name).atMost(20, TimeUnit.SECONDS).until(() -> named(name) != null);
        return named(name);
    }

    private FeedEvent named(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
