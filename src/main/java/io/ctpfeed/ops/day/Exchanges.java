package io.ctpfeed.ops.day;

import io.ctpfeed.tick.Instrument;
import java.util.List;

/** The exchanges a day is counted by; whatever is none of them counts as UNKNOWN, so that the parts make the whole. */
final class Exchanges {
    static final List<String> ALL = List.of("SHFE", "INE", "DCE", "CZCE", "CFFEX", "GFEX", Instrument.UNKNOWN_EXCHANGE);

    private Exchanges() {}

    static int index(String exchangeId) {
        return switch (exchangeId) {
            case "SHFE" -> 0;
            case "INE" -> 1;
            case "DCE" -> 2;
            case "CZCE" -> 3;
            case "CFFEX" -> 4;
            case "GFEX" -> 5;
            default -> 6;
        };
    }
}
