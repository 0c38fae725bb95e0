package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.ops.day.DayFigures;
import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayReport;
import io.ctpfeed.service.command.CommandFile;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ctpfeed report}: what happened on a trading day, for people and for programs. */
@Command(
        name = "report",
        description = {
            "Write the report of a trading day, and print a summary: ticks per exchange over time, coverage, gaps,"
                    + " disconnects, failovers, limit hits, quietest instruments, reconciliation, checkpoints.",
            "",
            "It goes to run/reports/YYYYMMDD.html, a page that needs nothing else, and .json."
        },
        footer = {
            "",
            "Without DATE it is the trading day under way, up to now; from 18:00 until its first session opens (20:55, or"
                    + " 08:55 without a night session) the one that closed last; where there is no record of it, the last"
                    + " day there is one of. Another day's report is made from its record, run/days/YYYYMMDD.json.",
            "",
            "For example:",
            "  ctpfeed report                                 today, as far as it went",
            "  ctpfeed report 20260106                        another day",
            "  xdg-open \"$(ctpfeed report --open-path)\"      the page, in a browser",
            "",
            "Exit code 0: written. 2: no date, or there is no record of that day. 3: its record cannot be read. 4: no service"
                    + " runs, and there is no record of any day."
        })
final class ReportCommand extends ServiceCommand {
    private final ObjectMapper mapper = new ObjectMapper();

    @Parameters(
            arity = "0..1",
            paramLabel = "DATE",
            description =
                    "The trading day, YYYYMMDD or YYYY-MM-DD; by default the one under way, before its first session the last.")
    private String date;

    @Option(names = "--open-path", description = "Print nothing but the page's path; by default a summary.")
    private boolean pathOnly;

    @Override
    protected Object arguments() {
        return null;
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        if (pathOnly) {
            out.println(line.path("page").asText());
            return;
        }
        line.path("text").forEach(text -> out.println(text.asText()));
        out.println("report: " + line.path("page").asText());
    }

    @Override
    public Integer call() throws Exception {
        LocalDate asked = date == null ? null : day(date);
        Path runDir = runDir();
        DayFiles files = new DayFiles(runDir);
        if (runs(runDir)) {
            // What it has counted since its record was saved is in no file.
            Map<String, String> arguments = asked == null ? Map.of() : Map.of("date", asked.toString());
            JsonNode result = service().command(commandName(), arguments, line -> {});
            if (asked == null || result.has("report") || result.has("error")) {
                print(result);
                return result.path("exit").asInt();
            }
        }
        DayReport report = DayReport.of(recorded(files, asked));
        Path page = files.write(report);
        print(mapper.valueToTree(Map.of(
                "event", "result", "exit", 0, "page", page.toString(), "text", report.text(), "report", report)));
        return ExitCode.OK.code();
    }

    private void print(JsonNode result) {
        if (json()) {
            out().println(result);
        } else {
            show(result, out(), err());
        }
        if (result.has("error")) {
            err().println(Errors.PREFIX + result.path("error").asText());
        }
    }

    private static boolean runs(Path runDir) throws IOException {
        return CommandFile.read(runDir).map(CommandFile::isAlive).orElse(false);
    }

    private DayFigures recorded(DayFiles files, LocalDate asked) {
        try {
            LocalDate day = asked == null ? meant(files) : asked;
            if (day == null) {
                throw new CommandFailed(
                        ExitCode.UNREACHABLE,
                        "no report: ctpfeed does not run, and " + files.directory()
                                + " holds no record of a day; start it (./ctpfeed start)");
            }
            return files.read(day)
                    .orElseThrow(() -> new CommandFailed(
                            ExitCode.USAGE,
                            "no report of " + day + ": there is no " + files.day(day) + "; it has " + known(files)
                                    + ", give one of these days"));
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION,
                    "no report: " + files.directory() + " cannot be read (" + e.getMessage()
                            + "); be the user who runs the service",
                    e);
        }
    }

    /** Null where there is no record at all. */
    private LocalDate meant(DayFiles files) throws IOException {
        List<LocalDate> days = files.days();
        try {
            LocalDate meant = MarketCalendar.read(configDir()).dayMeantAt(MarketTime.localNow());
            if (days.contains(meant)) {
                return meant;
            }
        } catch (IllegalArgumentException e) {
            err().println(Errors.PREFIX + e.getMessage()); // a broken calendar keeps nobody from a report
        }
        return files.latest().orElse(null);
    }

    private static String known(DayFiles files) {
        try {
            List<LocalDate> days = files.days();
            return days.isEmpty()
                    ? "none at all"
                    : days.size() == 1 ? days.get(0).toString() : days.get(0) + " to " + days.get(days.size() - 1);
        } catch (IOException e) {
            return "none that can be read";
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(
                    text, text.contains("-") ? DateTimeFormatter.ISO_LOCAL_DATE : DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw new CommandFailed(ExitCode.USAGE, "DATE " + text + " is no day; write it as YYYYMMDD or YYYY-MM-DD");
        }
    }
}
