package io.ctpfeed.source.ctp;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * One account as the configuration gives it ({@code ctp.accounts.NAME.*}).
 *
 * @param fronts market-data fronts, {@code tcp://host:port}; the first that accepts a connection serves
 * @param traderFronts likewise for the trader session; empty: none
 * @param password asked for at each login, never kept
 * @param authCode likewise
 * @param flowDir directory of the account's own for the API's flow files
 */
public record CtpAccount(
        String name,
        List<String> fronts,
        List<String> traderFronts,
        String brokerId,
        String userId,
        Supplier<String> password,
        String appId,
        Supplier<String> authCode,
        Path flowDir) {

    boolean hasTrader() {
        return !traderFronts.isEmpty();
    }

    /** What to do about credentials that were refused. @param properties those that may be wrong: {@code .password} */
    String remedy(String properties) {
        return "; no further try, lest the account be locked: mend ctp.accounts." + name + properties
                + " and ./ctpfeed restart, or, if they are right, ./ctpfeed start --account " + name;
    }

    @Override
    public String toString() {
        return "account " + name;
    }
}
