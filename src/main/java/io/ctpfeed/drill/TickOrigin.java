package io.ctpfeed.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Oracle;
import io.ctpfeed.standin.market.Timetable;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.agrona.DirectBuffer;

/** Which frame of the market a published tick is, and whether it says so rightly. One thread. */
final class TickOrigin {
    /** A market that runs at another pace than the clock is out of step after a while. */
    private static final long IN_STEP_NANOS = 240_000_000_000L;

    /** Whether class and instant of a tick are the market's. */
    enum Meaning {
        RIGHT,
        WRONG,
        /** No step of the routes says it, or the feed's clock is not in step with the market's. */
        NOT_SAID
    }

    private final Market market;
    private final Oracle oracle;
    private final LocalDate tradingDay;
    private final long firstFrame;

    TickOrigin(Market market, LocalDate tradingDay, long firstFrame) {
        this.market = market;
        this.oracle = new Oracle(market);
        this.tradingDay = tradingDay;
        this.firstFrame = firstFrame;
    }

    /** @return -1 where the market has no such instrument */
    int indexOf(String instrumentId) {
        return oracle.indexOf(instrumentId);
    }

    /** @return {@link Oracle#NONE} where the market never had such a tick */
    long frameOf(int index, JsonNode tick) {
        for (long frame : oracle.candidates(
                index,
                tradingDay,
                tick.path("updateTime").asText(),
                tick.path("updateMillisec").asInt(-1))) {
            if (frame != Oracle.NONE && TickJson.equal(tick, view(oracle.expected(index, frame)))) {
                return frame;
            }
        }
        long before = market.lastTickBefore(index, firstFrame);
        return before >= 0 && TickJson.equal(tick, view(oracle.expected(index, before))) ? before : Oracle.NONE;
    }

    private static Tick view(DirectBuffer struct) {
        TickBatch batch = new TickBatch(1);
        batch.append(struct, 0, 0, 0);
        return batch.get(0);
    }

    /** The exchange's instant of a frame, with the milliseconds that the tick says, nanoseconds since 1970. */
    static long instant(long frame, JsonNode tick) {
        return MarketTime.epochNanos(Timetable.time(frame).truncatedTo(ChronoUnit.SECONDS))
                + tick.path("updateMillisec").asLong() * 1_000_000;
    }

    Meaning meaning(int index, long frame, long instant, JsonNode tick) {
        boolean inStep = Math.abs(tick.path("receivedAt").asLong() - instant) < IN_STEP_NANOS;
        if (!inStep || !tick.path("class").isTextual()) {
            return Meaning.NOT_SAID;
        }
        TickClass expected =
                switch (oracle.phase(index, frame)) {
                    case AUCTION -> TickClass.AUCTION;
                    case CLOSING -> TickClass.CLOSING;
                    default -> TickClass.LIVE;
                };
        boolean right = tick.path("class").asText().equals(expected.token())
                && tick.path("eventTime").asLong() == instant;
        return right ? Meaning.RIGHT : Meaning.WRONG;
    }
}
