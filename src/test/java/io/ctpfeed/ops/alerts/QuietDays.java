package io.ctpfeed.ops.alerts;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * Two days and nights of a service without trouble, from Thursday 08:00 in Shanghai on: sessions with their breaks, and what
 * happens every day when nobody trades: accounts are made anew at 08:30 and 20:30, the API puts off some requests then, fronts
 * let go in the evening, NATS is restarted at 20:10.
 */
final class QuietDays {
    /** Until Saturday 08:00. */
    static final int MINUTES = 48 * 60;

    private static final int STEPS_A_MINUTE = 60 / Scenario.STEP_SECONDS;
    private static final int DAY = 24 * 60;

    private final Scenario service = new Scenario("quiet", MINUTES);

    QuietDays() {
        counter("ctpfeed_ticks_total", "class=\"live\"", minute -> isOpen(minute) ? 9_000 : 0);
        level("ctpfeed_session_open", "", minute -> isOpen(minute) ? 1 : 0);
        level("ctpfeed_session_opens_timestamp_seconds", "session=\"this\"", minute -> session(minute, true) * 60.0);
        level("ctpfeed_session_closes_timestamp_seconds", "session=\"this\"", minute -> session(minute, false) * 60.0);
        level("ctpfeed_checkpoint_last_age_seconds", "", minute -> Math.floorMod(clock(minute) - 535, 12 * 60) * 60.0);
        IntPredicate restarting = minute -> clock(minute) % (12 * 60) == 8 * 60 + 30;
        IntPredicate frontsAway = minute -> clock(minute) >= 16 * 60 && clock(minute) < 18 * 60;
        IntPredicate natsAway = minute -> clock(minute) >= 20 * 60 + 10 && clock(minute) < 20 * 60 + 13;
        for (String account : new String[] {"account=\"primary\"", "account=\"backup\""}) {
            level("ctpfeed_source_ready", account, m -> restarting.test(m) || frontsAway.test(m) ? 0 : 1);
            counter(
                    "ctpfeed_source_disconnects_total",
                    account + ",reason=\"read-failed\"",
                    m -> frontsAway.test(m) && m % 10 == 0 ? 1 : 0);
            counter(
                    "ctpfeed_subscription_backpressure_total",
                    account + ",code=\"-2\"",
                    m -> restarting.test(m) ? 1 : 0);
            counter("ctpfeed_line_ticks_total", account + ",verdict=\"copy\"", m -> isOpen(m) ? 9_000 : 0);
            counter("ctpfeed_line_missed_ticks_total", account + ",exchange=\"SHFE\"", m -> isOpen(m) ? 9 : 0);
            counter("ctpfeed_callback_seconds_count", account, m -> isOpen(m) ? 140 : 0);
            counter("ctpfeed_callback_seconds_sum", account, m -> isOpen(m) ? 0.0002 : 0);
        }
        counter("ctpfeed_failovers_total", "reason=\"disconnected\"", m -> clock(m) == 16 * 60 ? 1 : 0);
        level("ctpfeed_nats_connected", "", m -> natsAway.test(m) ? 0 : 1);
        level("ctpfeed_delivery_live", "", m -> natsAway.test(m) ? 0 : 1);
        for (String name : new String[] {"up", "ctpfeed_checkpoint_last_ok"}) {
            level(name, "", minute -> 1);
        }
        level("ctpfeed_checkpoints_overdue", "", minute -> 0);
    }

    String yaml() {
        return service.yaml();
    }

    /** Minutes since midnight. */
    private static int clock(int minute) {
        return (minute + 8 * 60) % DAY;
    }

    private static boolean isOpen(int minute) {
        int clock = clock(minute);
        boolean night = clock >= 21 * 60 || clock < 2 * 60 + 30;
        return night || clock >= 9 * 60 && clock < 11 * 60 + 30 || clock >= 13 * 60 && clock < 15 * 60 + 15;
    }

    /** The minute at which the session in progress, or the next one, opens or closes. */
    private static int session(int minute, boolean opens) {
        int midnight = minute - clock(minute);
        int[][] sessions = {{-180, 150}, {540, 915}, {DAY - 180, DAY + 150}};
        for (int[] session : sessions) {
            if (minute < midnight + session[1]) {
                return midnight + session[opens ? 0 : 1];
            }
        }
        throw new AssertionError(minute);
    }

    private void level(String name, String labels, IntToDoubleFunction ofMinute) {
        StringBuilder values = new StringBuilder();
        for (int step = 0; step < MINUTES * STEPS_A_MINUTE; step++) {
            values.append(number(ofMinute.applyAsDouble(step / STEPS_A_MINUTE))).append(' ');
        }
        service.put(name, labels, values.toString());
    }

    private void counter(String name, String labels, IntToDoubleFunction more) {
        StringBuilder values = new StringBuilder();
        double count = 0;
        for (int step = 0; step < MINUTES * STEPS_A_MINUTE; step++) {
            count += more.applyAsDouble(step / STEPS_A_MINUTE);
            values.append(number(count)).append(' ');
        }
        service.put(name, labels, values.toString());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.4f", value);
    }
}
