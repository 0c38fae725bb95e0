package io.ctpfeed.quality;

import io.ctpfeed.tick.Contract;
import java.util.Arrays;

/** A product as the classification sees it: its windows today and the exchange's word, by line. Its thread only. */
final class ProductTrack {
    private final String exchangeId;
    private final String productId;
    private final String sessionProduct;
    private final boolean czce;
    private final boolean derived;
    private final boolean unknown;
    private final int pace;

    private TradingSessions.Day day;
    private SessionWindows windows;
    private StatusWord[] words = {};
    private int[] versions = {};

    /** @param contract one of the product's, or null; @param pace its slot in {@link TickPace} */
    ProductTrack(String exchangeId, Contract contract, int pace) {
        this.exchangeId = exchangeId;
        this.productId = contract == null ? "" : contract.productId();
        this.sessionProduct = TradingSessions.product(contract);
        this.czce = exchangeId.equals("CZCE");
        this.derived = TradingSessions.isDerived(contract);
        this.unknown = contract == null;
        this.pace = pace;
    }

    SessionWindows windows(TradingSessions.Day today) {
        if (day != today) {
            windows = today.windows(exchangeId, sessionProduct);
            day = today;
        }
        return windows;
    }

    /** Null where the calendar decides. */
    StatusWord word(int index, Lines.Line line) {
        if (index >= words.length) {
            words = Arrays.copyOf(words, index + 1);
            int known = versions.length;
            versions = Arrays.copyOf(versions, index + 1);
            Arrays.fill(versions, known, versions.length, -1);
        }
        int version = line.version();
        if (versions[index] != version) {
            versions[index] = version;
            StatusWord word = line.word(exchangeId, productId);
            words[index] = word == null && derived ? line.word(exchangeId, sessionProduct) : word;
        }
        return words[index];
    }

    /** Where the turnover, average price times volume, may fall. */
    boolean isTurnoverRounded() {
        return czce;
    }

    boolean isDerived() {
        return derived;
    }

    /** Whether no contract list named the instrument: its exchange is not known. */
    boolean isUnknown() {
        return unknown;
    }

    int pace() {
        return pace;
    }

    /** A settlement price alone says nothing on CZCE, which carries one through the day. */
    boolean isClosing(boolean closePrice, boolean settlementPrice) {
        return closePrice || settlementPrice && !czce;
    }
}
