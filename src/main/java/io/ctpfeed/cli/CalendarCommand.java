package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.session.Interval;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.TradingCalendar;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctpfeed calendar}: what trades when on a day. */
@Command(
        name = "calendar",
        description = "Print a day's sessions for each product, from config/calendar.yaml and config/sessions.yaml.",
        footer = {
            "",
            "Times are of Asia/Shanghai. A trading day begins with its night session, on the evening of the trading"
                    + " day before: Friday's night is Monday's. No service has to run.",
            "",
            "For example:",
            "  ctpfeed calendar                  what trades today, and when",
            "  ctpfeed calendar 2026-09-30       the eve of a holiday: no night session",
            "",
            "Exit code 0: printed. 2: no date. 3: the files are broken, or do not cover the day."
        })
public final class CalendarCommand implements Callable<Integer> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATE", arity = "0..1", description = "A day, YYYY-MM-DD or YYYYMMDD; today by default.")
    private String date;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "Where the two files lie; config/ of the installation by default.")
    private Path configDir;

    @Option(names = "--json", description = "For programs: one JSON object.")
    private boolean asJson;

    /** Products of an exchange that trade at the same times. */
    private record Group(String exchange, List<String> products, List<Interval> intervals) {}

    @Override
    public Integer call() throws Exception {
        LocalDate day = date == null ? MarketTime.localNow().toLocalDate() : parsed();
        Path config = Installation.configDir(configDir);
        MarketCalendar calendar;
        try {
            calendar = MarketCalendar.read(config);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.CONFIGURATION, e.getMessage(), e);
        }
        TradingCalendar days = calendar.days();
        if (!days.isCovered(day)) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION,
                    config.resolve(MarketCalendar.CALENDAR) + ": covers " + days.coveredFrom() + " to "
                            + days.coveredUntil() + ", not " + day + "; enter its holidays, and set covered-until");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(new ObjectMapper().writeValueAsString(json(calendar, day)));
        } else {
            text(calendar, day, out);
        }
        return ExitCode.OK.code();
    }

    private LocalDate parsed() {
        try {
            return date.matches("\\d{8}")
                    ? LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE)
                    : LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw new ParameterException(spec.commandLine(), "'" + date + "' is no date, write YYYY-MM-DD");
        }
    }

    private static void text(MarketCalendar calendar, LocalDate day, PrintWriter out) {
        TradingCalendar days = calendar.days();
        out.println(day.format(DAY) + ": " + kind(days, day));
        out.println("previous trading day " + days.previous(day).format(DAY) + ", next "
                + days.next(day).format(DAY) + "; the calendar ends on " + days.coveredUntil());
        out.println("public holidays near: "
                + days.holidaysNear(day).stream().map(CalendarCommand::span).collect(Collectors.joining(", ")));
        String exchange = "";
        for (Group group : groups(calendar, day)) {
            if (!group.exchange.equals(exchange)) {
                exchange = group.exchange;
                out.println(exchange);
            }
            List<String> times = new ArrayList<>();
            for (Interval interval : group.intervals) {
                String auction = interval.auctionFrom() == null
                        ? ""
                        : "(" + interval.auctionFrom().format(TIME) + ") ";
                String evening = interval.night() ? interval.open().toLocalDate() + " " : "";
                times.add(evening + auction + interval.open().format(TIME) + "-"
                        + interval.close().format(TIME));
            }
            out.println("  " + (times.isEmpty() ? "closed" : String.join(", ", times)) + ": "
                    + String.join(" ", group.products));
        }
    }

    private static String span(TradingCalendar.Holiday holiday) {
        return holiday.first().equals(holiday.last())
                ? holiday.first().toString()
                : holiday.first() + " to " + holiday.last();
    }

    private static String kind(TradingCalendar days, LocalDate day) {
        if (days.isTradingDay(day)) {
            return "trading day, "
                    + (days.hasNight(day)
                            ? "begins with the night of " + days.previous(day)
                            : "without a night session before it");
        }
        return days.holidays().contains(day) ? "public holiday, no trading" : "weekend, no trading";
    }

    private static Map<String, Object> json(MarketCalendar calendar, LocalDate day) {
        TradingCalendar days = calendar.days();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("date", day.toString());
        json.put("tradingDay", days.isTradingDay(day));
        json.put("night", days.hasNight(day));
        json.put("previousTradingDay", days.previous(day).toString());
        json.put("nextTradingDay", days.next(day).toString());
        json.put("coveredUntil", days.coveredUntil().toString());
        json.put(
                "holidaysNear",
                days.holidaysNear(day).stream()
                        .map(holiday -> new TreeMap<>(Map.of(
                                "first", holiday.first().toString(),
                                "last", holiday.last().toString())))
                        .toList());
        List<Map<String, Object>> groups = new ArrayList<>();
        for (Group group : groups(calendar, day)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("exchange", group.exchange);
            one.put("products", group.products);
            one.put(
                    "sessions",
                    group.intervals.stream().map(CalendarCommand::json).toList());
            groups.add(one);
        }
        json.put("groups", groups);
        return json;
    }

    private static Map<String, Object> json(Interval interval) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("night", interval.night());
        json.put(
                "auctionFrom",
                interval.auctionFrom() == null ? null : interval.auctionFrom().toString());
        json.put("open", interval.open().toString());
        json.put("close", interval.close().toString());
        return json;
    }

    /** None on a day without trading. */
    private static List<Group> groups(MarketCalendar calendar, LocalDate day) {
        List<Group> groups = new ArrayList<>();
        if (!calendar.days().isTradingDay(day)) {
            return groups;
        }
        calendar.sessions().products().forEach((exchange, products) -> {
            Map<List<Interval>, List<String>> byHours = new LinkedHashMap<>();
            for (String product : products) {
                List<Interval> intervals = calendar.sessions().intervals(day, exchange, product);
                byHours.computeIfAbsent(intervals, hours -> new ArrayList<>()).add(product);
            }
            byHours.forEach((intervals, names) -> groups.add(new Group(exchange, names, intervals)));
        });
        return groups;
    }
}
