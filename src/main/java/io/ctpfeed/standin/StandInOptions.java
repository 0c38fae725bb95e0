package io.ctpfeed.standin;

import io.ctpfeed.standin.front.Account;
import io.ctpfeed.standin.front.Limits;
import io.ctpfeed.standin.market.Activity;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.standin.market.Universe;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * What a stand-in is to be. Immutable; start from {@link #DEFAULT}.
 *
 * @param seed the ticks are a function of it
 * @param instruments 1 to {@link Universe#LARGEST}
 * @param fronts that share the market
 * @param tradingDay the first
 * @param start time of day of the first frame; from 18:00 on and before 06:00 of the trading day's night
 * @param pace of market time
 * @param activity which instruments tick
 * @param skipClosed whether market time jumps over breaks, nights and weekends
 * @param accounts that may log in
 * @param checkMarketDataLogins whether market-data logins are checked too
 * @param limits of each front
 */
public record StandInOptions(
        long seed,
        int instruments,
        int fronts,
        LocalDate tradingDay,
        LocalTime start,
        Pace pace,
        Activity activity,
        boolean skipClosed,
        List<Account> accounts,
        boolean checkMarketDataLogins,
        Limits limits) {

    /** A thousand instruments on two fronts, an ordinary morning on which all exchanges are open, at real pace. */
    public static final StandInOptions DEFAULT = new StandInOptions(
            1,
            1_000,
            2,
            LocalDate.of(2026, 1, 6),
            LocalTime.of(9, 30),
            Pace.real(),
            Activity.ALL,
            true,
            List.of(new Account("9999", "standin", "standin", "ctpfeed", "0000000000000000")),
            false,
            Limits.NONE);

    public StandInOptions withSeed(long value) {
        return new StandInOptions(
                value,
                instruments,
                fronts,
                tradingDay,
                start,
                pace,
                activity,
                skipClosed,
                accounts,
                checkMarketDataLogins,
                limits);
    }

    public StandInOptions withInstruments(int value) {
        return new StandInOptions(
                seed,
                value,
                fronts,
                tradingDay,
                start,
                pace,
                activity,
                skipClosed,
                accounts,
                checkMarketDataLogins,
                limits);
    }

    public StandInOptions withFronts(int value) {
        return new StandInOptions(
                seed,
                instruments,
                value,
                tradingDay,
                start,
                pace,
                activity,
                skipClosed,
                accounts,
                checkMarketDataLogins,
                limits);
    }

    /** The first frame: a trading day and a time of day. */
    public StandInOptions withStart(LocalDate day, LocalTime time) {
        return new StandInOptions(
                seed,
                instruments,
                fronts,
                day,
                time,
                pace,
                activity,
                skipClosed,
                accounts,
                checkMarketDataLogins,
                limits);
    }

    public StandInOptions withPace(Pace value) {
        return new StandInOptions(
                seed,
                instruments,
                fronts,
                tradingDay,
                start,
                value,
                activity,
                skipClosed,
                accounts,
                checkMarketDataLogins,
                limits);
    }

    public StandInOptions withActivity(Activity value) {
        return new StandInOptions(
                seed,
                instruments,
                fronts,
                tradingDay,
                start,
                pace,
                value,
                skipClosed,
                accounts,
                checkMarketDataLogins,
                limits);
    }

    public StandInOptions withSkipClosed(boolean value) {
        return new StandInOptions(
                seed,
                instruments,
                fronts,
                tradingDay,
                start,
                pace,
                activity,
                value,
                accounts,
                checkMarketDataLogins,
                limits);
    }

    public StandInOptions withAccounts(List<Account> value) {
        return new StandInOptions(
                seed,
                instruments,
                fronts,
                tradingDay,
                start,
                pace,
                activity,
                skipClosed,
                value,
                checkMarketDataLogins,
                limits);
    }

    public StandInOptions withCheckMarketDataLogins(boolean value) {
        return new StandInOptions(
                seed, instruments, fronts, tradingDay, start, pace, activity, skipClosed, accounts, value, limits);
    }

    public StandInOptions withLimits(Limits value) {
        return new StandInOptions(
                seed,
                instruments,
                fronts,
                tradingDay,
                start,
                pace,
                activity,
                skipClosed,
                accounts,
                checkMarketDataLogins,
                value);
    }
}
