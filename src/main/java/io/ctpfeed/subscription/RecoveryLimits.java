package io.ctpfeed.subscription;

/**
 * How far recovery may go by itself.
 *
 * @param missingSeconds an instrument is left alone until it has been missing for so long
 * @param silentSourceSeconds an account is silent when nothing came for so long although another ticks
 * @param restartsAnHour of one account
 * @param resubscriptionsADay of one instrument; the day turns at 18:00 Asia/Shanghai, as the trading day does
 * @param pauseSeconds before the second try; doubled by each that fails, an hour at the most
 * @param escalateAfterTries so many failed tries are told to people
 */
public record RecoveryLimits(
        int missingSeconds,
        int silentSourceSeconds,
        int restartsAnHour,
        int resubscriptionsADay,
        int pauseSeconds,
        int escalateAfterTries) {}
