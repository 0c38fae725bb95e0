package io.ctpfeed.service.day;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayReport;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import java.io.IOException;
import java.util.Map;

/**
 * {@code report}: writes the report of the trading day under way, up to now, and answers with it, until its first session begins
 * of the one before. {@code
 * {"date":"yyyy-MM-dd"}} of another day is answered without a report: its record is in a file, for anybody to read.
 */
final class ReportFeedCommand implements FeedCommand {
    private final DayClose close;
    private final DayFiles files;

    ReportFeedCommand(DayClose close, DayFiles files) {
        this.close = close;
        this.files = files;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws IOException {
        String asked = arguments.path("date").asText("");
        DayReport report = asked.isEmpty() ? close.report() : close.present();
        if (!asked.isEmpty() && !asked.equals(report.tradingDay())) {
            reply.result(0, Map.of("tradingDay", report.tradingDay()));
            return;
        }
        String page = files.write(report).toString();
        reply.result(0, Map.of("page", page, "text", report.text(), "report", report));
    }
}
