package io.ctpfeed.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.tick.Tick;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Compares a published message with the struct it ought to have come from, field by field, by a decoder of its own. */
final class TickJson {
    private static final int LEVELS = 5;

    private static final Map<String, ToDoubleFunction<Tick>> PRICES = Map.ofEntries(
            Map.entry("lastPrice", Tick::lastPrice),
            Map.entry("preSettlementPrice", Tick::preSettlementPrice),
            Map.entry("preClosePrice", Tick::preClosePrice),
            Map.entry("preOpenInterest", Tick::preOpenInterest),
            Map.entry("openPrice", Tick::openPrice),
            Map.entry("highestPrice", Tick::highestPrice),
            Map.entry("lowestPrice", Tick::lowestPrice),
            Map.entry("turnover", Tick::turnover),
            Map.entry("openInterest", Tick::openInterest),
            Map.entry("closePrice", Tick::closePrice),
            Map.entry("settlementPrice", Tick::settlementPrice),
            Map.entry("upperLimitPrice", Tick::upperLimitPrice),
            Map.entry("lowerLimitPrice", Tick::lowerLimitPrice),
            Map.entry("preDelta", Tick::preDelta),
            Map.entry("currDelta", Tick::currDelta),
            Map.entry("averagePrice", Tick::averagePrice),
            Map.entry("bandingUpperPrice", Tick::bandingUpperPrice),
            Map.entry("bandingLowerPrice", Tick::bandingLowerPrice));

    private static final Map<String, ToIntFunction<Tick>> COUNTS =
            Map.of("volume", Tick::volume, "updateMillisec", Tick::updateMillisec);

    private TickJson() {}

    static boolean equal(JsonNode message, Tick expected) {
        for (Map.Entry<String, ToDoubleFunction<Tick>> field : PRICES.entrySet()) {
            if (!equal(message.get(field.getKey()), field.getValue().applyAsDouble(expected))) {
                return false;
            }
        }
        for (Map.Entry<String, ToIntFunction<Tick>> field : COUNTS.entrySet()) {
            if (message.path(field.getKey()).asInt(-1) != field.getValue().applyAsInt(expected)) {
                return false;
            }
        }
        return message.path("tradingDay").asText().equals(expected.tradingDay())
                && message.path("actionDay").asText().equals(expected.actionDay())
                && message.path("updateTime").asText().equals(expected.updateTime())
                && levels(message, expected);
    }

    private static boolean levels(JsonNode message, Tick expected) {
        for (int level = 1; level <= LEVELS; level++) {
            if (!message.has("bidPrice" + level)) {
                if (Tick.isPresent(expected.bidPrice(level)) || Tick.isPresent(expected.askPrice(level))) {
                    return false;
                }
            } else if (!equal(message.get("bidPrice" + level), expected.bidPrice(level))
                    || !equal(message.get("askPrice" + level), expected.askPrice(level))
                    || message.path("bidVolume" + level).asInt(-1) != expected.bidVolume(level)
                    || message.path("askVolume" + level).asInt(-1) != expected.askVolume(level)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(JsonNode value, double expected) {
        if (value == null) {
            return false;
        }
        return Tick.isPresent(expected) ? value.isNumber() && value.asDouble() == expected : value.isNull();
    }
}
