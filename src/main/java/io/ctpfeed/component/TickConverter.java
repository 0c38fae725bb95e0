package io.ctpfeed.component;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Converter;

/** Conversions of ticks for routes that want them otherwise. They allocate: not for the way of every tick. */
@Converter(generateLoader = true)
public final class TickConverter {
    private static final int LEVELS = 5;

    private TickConverter() {}

    /** A batch of its own that holds a copy of the tick. */
    @Converter
    public static TickBatch toTickBatch(Tick tick) {
        TickBatch batch = new TickBatch(1);
        Tick copy = batch.append(tick.buffer(), tick.offset(), tick.receivedAt(), tick.line());
        copy.instrumentIndex(tick.instrumentIndex()).sequence(tick.sequence());
        if (tick.tickClass() != null) {
            copy.classified(tick.tickClass(), tick.eventTime(), tick.feedTradingDay());
        }
        if (tick.isTaken()) {
            copy.markTaken();
        }
        return batch;
    }

    /** Views of their own, in order. */
    @Converter
    public static List<Tick> toList(TickBatch batch) {
        List<Tick> ticks = new ArrayList<>(batch.size());
        batch.forEach(ticks::add);
        return ticks;
    }

    /** CTP's fields under their names in camelCase; a price that CTP does not give is null. */
    @Converter
    public static Map<String, Object> toMap(Tick tick) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("instrumentId", tick.instrumentId());
        map.put("exchangeId", tick.exchangeId());
        map.put("exchangeInstId", tick.exchangeInstId());
        map.put("tradingDay", tick.tradingDay());
        map.put("actionDay", tick.actionDay());
        map.put("updateTime", tick.updateTime());
        map.put("updateMillisec", tick.updateMillisec());
        map.put("lastPrice", orNull(tick.lastPrice()));
        map.put("volume", tick.volume());
        map.put("turnover", orNull(tick.turnover()));
        map.put("openInterest", orNull(tick.openInterest()));
        map.put("averagePrice", orNull(tick.averagePrice()));
        map.put("openPrice", orNull(tick.openPrice()));
        map.put("highestPrice", orNull(tick.highestPrice()));
        map.put("lowestPrice", orNull(tick.lowestPrice()));
        map.put("closePrice", orNull(tick.closePrice()));
        map.put("settlementPrice", orNull(tick.settlementPrice()));
        map.put("upperLimitPrice", orNull(tick.upperLimitPrice()));
        map.put("lowerLimitPrice", orNull(tick.lowerLimitPrice()));
        map.put("preSettlementPrice", orNull(tick.preSettlementPrice()));
        map.put("preClosePrice", orNull(tick.preClosePrice()));
        map.put("preOpenInterest", orNull(tick.preOpenInterest()));
        map.put("preDelta", orNull(tick.preDelta()));
        map.put("currDelta", orNull(tick.currDelta()));
        map.put("bandingUpperPrice", orNull(tick.bandingUpperPrice()));
        map.put("bandingLowerPrice", orNull(tick.bandingLowerPrice()));
        for (int level = 1; level <= LEVELS; level++) {
            map.put("bidPrice" + level, orNull(tick.bidPrice(level)));
            map.put("bidVolume" + level, tick.bidVolume(level));
            map.put("askPrice" + level, orNull(tick.askPrice(level)));
            map.put("askVolume" + level, tick.askVolume(level));
        }
        return map;
    }

    private static Double orNull(double price) {
        return Tick.isPresent(price) ? price : null;
    }
}
