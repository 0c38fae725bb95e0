package io.ctpfeed.service.day;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import io.ctpfeed.service.day.DayClose.Reconciled;
import java.util.Map;

/**
 * {@code reconcile}: {@code {"account":"NAME"}} or nothing. Exit codes: 0 clean, 1 differences, 4 not proven as no class
 * was answered for, 7 not proven for some classes (and 7 where others differ: see {@code outcome}).
 */
final class ReconcileFeedCommand implements FeedCommand {
    private static final int CLEAN = 0;
    private static final int DIFFERENCES = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 4;
    private static final int PARTLY = 7;

    private final DayClose close;

    ReconcileFeedCommand(DayClose close) {
        this.close = close;
    }

    @Override
    public String name() {
        return "reconcile";
    }

    /** The fronts allow a query a second: two at once would only wait for each other. */
    @Override
    public boolean exclusive(JsonNode arguments) {
        return true;
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws Exception {
        Reconciled done;
        try {
            done = close.reconcile(arguments.path("account").asText(""));
        } catch (IllegalArgumentException e) {
            throw new CommandException(USAGE, e.getMessage());
        }
        ReconcileResult result = done.result();
        String of = done.closed() ? "trading day " + done.tradingDay() + ", which is closed: " : "";
        reply.result(
                exit(result),
                Map.of(
                        "tradingDay",
                        done.tradingDay().toString(),
                        "text",
                        of + result.text(),
                        "reconciliation",
                        result));
    }

    static int exit(ReconcileResult result) {
        int unproven = result.unproven().size();
        if (unproven == result.classes().size()) {
            return UNREACHABLE;
        }
        if (unproven > 0 || result.outcome() == ReconcileResult.Outcome.NOT_PROVEN) {
            return PARTLY;
        }
        return result.differing() > 0 ? DIFFERENCES : CLEAN;
    }
}
