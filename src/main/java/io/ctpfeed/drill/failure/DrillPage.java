package io.ctpfeed.drill.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The table of drills with what they measured, as Markdown. */
public final class DrillPage {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT);

    private DrillPage() {}

    /** @param command that ran them */
    public static void write(Path file, String command, List<DrillResult> results) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text(command, ZonedDateTime.now(), results));
    }

    static String text(String command, ZonedDateTime when, List<DrillResult> results) {
        StringBuilder page = new StringBuilder("# Drills\n\n")
                .append("Made by `")
                .append(command)
                .append("`, ")
                .append(WHEN.format(when))
                .append(", on ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores. Each drill runs alone on fronts, NATS and")
                .append(" service of its own, under ")
                .append(String.format(Locale.ROOT, "%,d", DrillRig.TICKS_PER_SECOND))
                .append(" ticks a second of ")
                .append(
                        "two lines that both carry the whole market. What the columns mean: [commands](../reference/commands.md#drill).\n\n")
                .append(
                        "| drill | sent | lost | unannounced | doubled | out of order | noticed after ms | taken over after ms |")
                .append(" latency p99.9 | later by p99.9 | passed |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
        for (DrillResult each : results) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %d | %d | %s | %s | %s | %s | %s |%n",
                    each.drill(),
                    each.sent(),
                    each.lost(),
                    each.unannounced(),
                    each.doubled(),
                    each.outOfOrder(),
                    measured(each.detectedMillis()),
                    measured(each.takenOverMillis()),
                    millis(each.latencyP999Micros()),
                    millis(each.addedDelayP999Micros()),
                    each.passed() ? "yes" : "**no**: " + each.problem()));
        }
        page.append(
                "\nEach proves its failure before it is judged:\n\n| drill | failure | proof |\n| --- | --- | --- |\n");
        for (DrillResult each : results) {
            page.append("| ").append(each.drill()).append(" | ");
            page.append(Drills.named(each.drill()).map(Drill::description).orElse(""))
                    .append(" | ");
            page.append(each.proof()).append(" |\n");
        }
        return page.toString();
    }

    private static String millis(long micros) {
        return micros < 0 ? "" : String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }

    private static String measured(long value) {
        return value < 0 ? "" : String.format(Locale.ROOT, "%,d", value);
    }
}
