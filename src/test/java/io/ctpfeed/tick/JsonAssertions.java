package io.ctpfeed.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/** Holds a message that was parsed by someone else against the tick it was made of, field by field. */
public final class JsonAssertions {
    private JsonAssertions() {}

    public static void assertSame(Tick tick, Instrument instrument, long epoch, JsonNode json) {
        assertEquals(tick.instrumentId(), json.get("instrumentId").textValue());
        assertEquals(instrument.exchangeId(), json.get("exchangeId").textValue());
        assertEquals(tick.tradingDay(), json.get("tradingDay").textValue());
        assertEquals(tick.actionDay(), json.get("actionDay").textValue());
        assertEquals(tick.updateTime(), json.get("updateTime").textValue());
        assertEquals(tick.updateMillisec(), json.get("updateMillisec").intValue());
        assertEquals(tick.volume(), json.get("volume").intValue());
        price(tick.lastPrice(), json, "lastPrice");
        price(tick.preSettlementPrice(), json, "preSettlementPrice");
        price(tick.preClosePrice(), json, "preClosePrice");
        price(tick.preOpenInterest(), json, "preOpenInterest");
        price(tick.openPrice(), json, "openPrice");
        price(tick.highestPrice(), json, "highestPrice");
        price(tick.lowestPrice(), json, "lowestPrice");
        price(tick.turnover(), json, "turnover");
        price(tick.openInterest(), json, "openInterest");
        price(tick.closePrice(), json, "closePrice");
        price(tick.settlementPrice(), json, "settlementPrice");
        price(tick.upperLimitPrice(), json, "upperLimitPrice");
        price(tick.lowerLimitPrice(), json, "lowerLimitPrice");
        price(tick.preDelta(), json, "preDelta");
        price(tick.currDelta(), json, "currDelta");
        price(tick.averagePrice(), json, "averagePrice");
        price(tick.bandingUpperPrice(), json, "bandingUpperPrice");
        price(tick.bandingLowerPrice(), json, "bandingLowerPrice");
        for (int level = 1; level <= 5; level++) {
            if (level == 1 || Tick.isPresent(tick.bidPrice(level)) || Tick.isPresent(tick.askPrice(level))) {
                price(tick.bidPrice(level), json, "bidPrice" + level);
                assertEquals(
                        tick.bidVolume(level), json.get("bidVolume" + level).intValue());
                price(tick.askPrice(level), json, "askPrice" + level);
                assertEquals(
                        tick.askVolume(level), json.get("askVolume" + level).intValue());
            } else {
                assertFalse(json.has("bidPrice" + level) || json.has("askVolume" + level), "level " + level);
            }
        }
        assertEquals(tick.sequence(), json.get("seq").longValue());
        assertEquals(epoch, json.get("epoch").longValue());
        assertEquals(tick.receivedAt(), json.get("receivedAt").longValue());
        assertEquals(tick.line(), json.get("line").intValue());
        assertEquals(
                tick.tickClass() == null ? null : tick.tickClass().token(),
                json.get("class").textValue());
        assertEquals(tick.eventTime(), json.get("eventTime").longValue());
        assertEquals(tick.eventTime() == 0, json.get("eventTime").isNull());
        assertEquals(
                tick.feedTradingDay() == 0 ? null : String.valueOf(tick.feedTradingDay()),
                json.get("feedTradingDay").textValue());
    }

    private static void price(double expected, JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (!Tick.isPresent(expected)) {
            assertTrue(value.isNull(), () -> field + " is " + value + ", expected null for " + expected);
            return;
        }
        assertTrue(value.isNumber(), () -> field + " is " + value);
        double read = value.doubleValue();
        assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(read), field);
    }
}
