package io.ctpfeed.ops.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two hours of a service's figures, a sample a minute: all is well, then one thing is not, from minute 70 to 90, then
 * all is well again. Minute 0 is Thursday 08:00 in Shanghai, for promtool begins in 1970. What it makes is a test of {@code
 * promtool test rules}.
 */
final class Scenario {
    static final int STEP_SECONDS = 60;
    private static final int FAULT_FROM = at(70);
    private static final int FAULT_UNTIL = at(90);
    private static final double NEVER = 1e7;

    private final Map<String, String> series = new LinkedHashMap<>();
    private final String name;
    /** Samples. */
    private final int end;

    /** @param name of the service, the label {@code instance} */
    Scenario(String name) {
        this(name, 120);
    }

    Scenario(String name, int minutes) {
        this.name = name;
        this.end = at(minutes);
        level("up", "", 1);
        level("ctpfeed_session_open", "", 1);
        session(0, 8 * 3600);
        level("ctpfeed_nats_connected", "", 1);
        level("ctpfeed_delivery_live", "", 1);
        level("ctpfeed_journal_size_bytes", "", 0);
        level("ctpfeed_journal_limit_bytes", "", 4e9);
        level("ctpfeed_calendar_covered_days", "", 200);
        level("ctpfeed_reconcile_differences", "", 0);
        level("ctpfeed_checkpoint_last_ok", "", 1);
        level("ctpfeed_checkpoint_last_age_seconds", "", 600);
        level("ctpfeed_checkpoints_overdue", "", 0);
        level("ctpfeed_nats_slow_consumers", "", 3);
        level("ctpfeed_downstream_pending_messages", "stream=\"md-ticks\",consumer=\"desk\"", 12);
        counter("ctpfeed_failovers_total", "reason=\"silent\"", 0);
        counter("ctpfeed_failovers_total", "reason=\"by-hand\"", 1);
        counter("ctpfeed_ticks_total", "class=\"live\"", 9_000);
        for (String lost : List.of("ring_overflow", "route_failed")) {
            counter("ctpfeed_" + lost + "_ticks_total", "account=\"primary\"", 0);
        }
        for (String lost : List.of("journal_lost", "publish_lost", "publish_failed")) {
            counter("ctpfeed_" + lost + "_ticks_total", "", 0);
        }
        for (String account : List.of("primary", "backup")) {
            account("account=\"" + account + "\"");
        }
        coverage("SHFE", 1_000, 1_000);
        coverage("DCE", 1_000, 996);
        coverage("GFEX", 0, 0);
        latency("ctpfeed_exchange_latency_seconds", 3, 9_000, 9_000);
        latency("ctpfeed_publish_latency_seconds", 0.1, 9_000, 9_000);
        thresholds();
    }

    private void account(String account) {
        level("ctpfeed_source_ready", account, 1);
        level("ctpfeed_source_needed", account, 1);
        level("ctpfeed_source_streaming", account, 1);
        level("ctpfeed_source_stopped_by_hand", account, 0);
        level("ctpfeed_ring_depth_ticks", account, 100);
        level("ctpfeed_ring_capacity_ticks", account, 65_536);
        counter("ctpfeed_source_disconnects_total", account + ",reason=\"read-failed\"", 0);
        counter("ctpfeed_subscription_backpressure_total", account + ",code=\"-2\"", 0);
        counter("ctpfeed_line_ticks_total", account + ",verdict=\"copy\"", 9_000);
        counter("ctpfeed_line_missed_ticks_total", account + ",exchange=\"SHFE\"", 9);
        counter("ctpfeed_callback_seconds_count", account, 140);
        counter("ctpfeed_callback_seconds_sum", account, 0.0002);
    }

    /** As shipped. */
    private void thresholds() {
        Map.ofEntries(
                        Map.entry("missed_tick_ratio", 0.005),
                        Map.entry("exchange_latency_seconds", 3.0),
                        Map.entry("publish_latency_seconds", 0.1),
                        Map.entry("coverage_ratio", 0.995),
                        Map.entry("disconnects", 2.0),
                        Map.entry("failovers", 0.0),
                        Map.entry("rate_limit_hits", 5.0),
                        Map.entry("ring_ratio", 0.5),
                        Map.entry("journal_ratio", 0.5),
                        Map.entry("capacity_ticks_per_second", 5_000.0),
                        Map.entry("calendar_days", 30.0),
                        Map.entry("downstream_messages", 100_000.0),
                        Map.entry("reconcile_differences", 0.0))
                .forEach((name, value) -> level("ctpfeed_threshold", "name=\"" + name + "\"", value));
    }

    /** There is no session, nor is one near. */
    Scenario closed() {
        level("ctpfeed_session_open", "", 0);
        session(NEVER, NEVER + 1);
        return this;
    }

    /** @param opens seconds from the begin */
    Scenario session(double opens, double closes) {
        level("ctpfeed_session_opens_timestamp_seconds", "session=\"this\"", opens);
        level("ctpfeed_session_closes_timestamp_seconds", "session=\"this\"", closes);
        return this;
    }

    /** A figure that stays. */
    Scenario level(String name, String labels, double value) {
        return level(name, labels, value, value);
    }

    /** One that is another while the fault lasts. */
    Scenario level(String name, String labels, double well, double fault) {
        return put(
                name,
                labels,
                run(well, 0, FAULT_FROM) + run(fault, 0, FAULT_UNTIL - FAULT_FROM) + run(well, 0, end - FAULT_UNTIL));
    }

    /** One that is not told while the fault lasts. */
    Scenario gone(String name, String labels, double well) {
        return put(
                name,
                labels,
                run(well, 0, FAULT_FROM) + "_x" + (FAULT_UNTIL - FAULT_FROM) + " " + run(well, 0, end - FAULT_UNTIL));
    }

    /** One that counts so much in each minute. */
    Scenario counter(String name, String labels, double step) {
        return counter(name, labels, step, step);
    }

    Scenario counter(String name, String labels, double well, double fault) {
        double atFault = well * FAULT_FROM;
        double after = atFault + fault * (FAULT_UNTIL - FAULT_FROM);
        return put(
                name,
                labels,
                run(0, well, FAULT_FROM)
                        + run(atFault, fault, FAULT_UNTIL - FAULT_FROM)
                        + run(after, well, end - FAULT_UNTIL));
    }

    Scenario coverage(String exchange, double should, double subscribed) {
        level("ctpfeed_coverage_instruments", "exchange=\"" + exchange + "\",state=\"should\"", should);
        return level(
                "ctpfeed_coverage_instruments",
                "exchange=\"" + exchange + "\",state=\"subscribed\"",
                should,
                subscribed);
    }

    /** @param withinFault of 9,000 in a minute that are within the bound while the fault lasts */
    Scenario latency(String name, double bound, double within, double withinFault) {
        counter(name + "_bucket", "le=\"" + bound + "\"", within, withinFault);
        counter(name + "_bucket", "le=\"" + bound * 10 + "\"", 9_000);
        return counter(name + "_bucket", "le=\"+Inf\"", 9_000);
    }

    String name() {
        return name;
    }

    /** As a part of promtool's input. */
    String yaml() {
        StringBuilder yaml = new StringBuilder();
        series.forEach((key, values) -> yaml.append("      - {series: '")
                .append(key)
                .append("', values: '")
                .append(values.strip())
                .append("'}\n"));
        return yaml.toString();
    }

    /** As promtool writes it. */
    Scenario put(String metric, String labels, String values) {
        series.put(
                metric + "{job=\"ctpfeed\",instance=\"" + name + "\"" + (labels.isEmpty() ? "" : "," + labels) + "}",
                values);
        return this;
    }

    private static int at(int minute) {
        return minute * 60 / STEP_SECONDS;
    }

    private static String run(double from, double step, int samples) {
        return samples == 0 ? "" : String.format(Locale.ROOT, "%s+%sx%d ", from, step, samples - 1);
    }
}
