package io.ctpfeed.tick;

/** Contracts for tests that need no more than their exchange. */
public final class Contracts {
    private Contracts() {}

    public static Contract of(String instrumentId, String exchangeId) {
        return new Contract(
                instrumentId,
                exchangeId,
                "",
                '1',
                "",
                10,
                1,
                2026,
                10,
                "20250101",
                "20261015",
                '1',
                true,
                '0',
                Double.MAX_VALUE,
                "");
    }
}
