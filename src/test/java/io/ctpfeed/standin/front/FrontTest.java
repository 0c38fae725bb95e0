package io.ctpfeed.standin.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.standin.market.Activity;
import io.ctpfeed.standin.market.Oracle;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.tick.TickLayout;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontTest extends Standing {
    @Test
    void aConnectionIsGreetedWithTheLimits() throws IOException {
        FrontClient client = connect(front);
        assertEquals(120_000, client.one(Wire.HELLO).struct().getInt(0));
        assertEquals(500, client.one(Wire.HELLO).struct().getInt(4));
    }

    @Test
    void theLoginIsAnsweredWithTradingDayAndSession() throws IOException {
        FrontClient client = loggedIn();
        FrontClient.Frame answer = client.one(Wire.MD_RSP_LOGIN);
        assertEquals(7, answer.requestId());
        assertTrue(answer.isLast());
        assertEquals(0, answer.errorId());
        assertEquals("CTP:正确", answer.errorText());
        assertEquals("20260106", answer.text(0, 9));
        assertEquals("09:30:00", answer.text(9, 9));
        assertEquals("standin", answer.text(29, 16));
        assertEquals(1, answer.struct().getInt(88));
        assertNotEquals(
                answer.struct().getInt(92),
                loggedIn().one(Wire.MD_RSP_LOGIN).struct().getInt(92));
    }

    @Test
    void marketDataLoginsAreCheckedOnlyWhereToldTo() throws IOException {
        FrontClient anybody = connect(front);
        anybody.logIn(Wire.MD_LOGIN, "", "");
        assertEquals(0, anybody.one(Wire.MD_RSP_LOGIN).errorId());
        front.checkMarketDataLogins(true);
        FrontClient wrong = connect(front);
        wrong.logIn(Wire.MD_LOGIN, "standin", "wrong");
        assertEquals(3, wrong.one(Wire.MD_RSP_LOGIN).errorId());
        assertEquals("CTP:不合法的登录", wrong.one(Wire.MD_RSP_LOGIN).errorText());
    }

    @Test
    void subscribingNeedsALogin() throws IOException {
        FrontClient client = connect(front);
        client.subscribe(List.of(code(0)));
        assertEquals(6, client.one(Wire.MD_RSP_ERROR).errorId());
    }

    @Test
    void eachCodeIsAcknowledgedThenItsLastSnapshotComes() throws IOException {
        FrontClient client = loggedIn();
        client.subscribe(List.of(code(0), "zz9999", code(1)));
        List<FrontClient.Frame> acks = client.answer(Wire.MD_RSP_SUBSCRIBE);
        assertEquals(
                List.of(code(0), "zz9999", code(1)),
                acks.stream().map(ack -> ack.text(31, 81)).toList());
        assertEquals(
                List.of(0, 16, 0), acks.stream().map(FrontClient.Frame::errorId).toList());
        assertEquals("CTP:找不到合约", acks.get(1).errorText());
        await().until(() -> client.tickCount() == 2);
        for (FrontClient.Frame tick : client.ticks()) {
            long frame = oracle.frameOf(tick.struct(), 0, DAY);
            assertTrue(frame >= 0 && frame < Position.frame(standIn.clock().position()));
            assertTrue(front.ledger().wasSnapshot(oracle.indexOf(tick.text(TickLayout.INSTRUMENT_ID, 81)), frame));
        }
        assertEquals(0, front.ledger().sent());
    }

    @Test
    void everyTickArrivesOnceInOrderAndByteForByteAsTheSeedSays() throws IOException {
        FrontClient client = subscribed();
        standIn.clock().grant(10_137);
        awaitTicks(client, 10_137);
        Map<String, Long> latest = new HashMap<>();
        for (FrontClient.Frame tick : client.ticks().subList(200, client.tickCount())) {
            String code = tick.text(TickLayout.INSTRUMENT_ID, 81);
            long frame = oracle.frameOf(tick.struct(), 0, DAY);
            assertNotEquals(Oracle.NONE, frame);
            byte[] expected = new byte[TickLayout.STRUCT_LENGTH];
            oracle.expected(oracle.indexOf(code), frame).getBytes(0, expected);
            assertArrayEquals(expected, tick.payload());
            Long before = latest.put(code, frame);
            assertTrue(before == null || frame == before + 1, code);
            assertTrue(front.ledger().wasSent(oracle.indexOf(code), frame));
        }
        assertEquals(10_137, front.ledger().sent());
        assertEquals(10_137, front.ledger().messages());
        assertEquals(200 + 10_137, client.tickCount());
    }

    @Test
    void theAccountHasCountFirstAndLastOfEachInstrument() throws IOException {
        long start = Position.frame(standIn.clock().position());
        FrontClient client = subscribed();
        standIn.clock().step(9);
        awaitTicks(client, 1_800);
        assertEquals(9, front.ledger().sent(3));
        assertEquals(start, front.ledger().first(3));
        assertEquals(start + 8, front.ledger().last(3));
        assertEquals(1_800L, standIn.report(true).get("sent"));
    }

    @Test
    void twoFrontsShowTheSameTicksAndCountTogetherOnce() throws IOException {
        FrontClient one = subscribed();
        FrontClient two = keep(FrontClient.loggedIn(standIn.front(2)));
        two.subscribe(allCodes());
        await().until(() -> two.tickCount() == 200);
        standIn.clock().step(20);
        awaitTicks(one, 4_000);
        awaitTicks(two, 4_000);
        assertEquals(live(one), live(two));
        await().until(() -> standIn.report(false).get("sent").equals(4_000L)
                && standIn.front(2).ledger().sent() == 4_000);
    }

    @Test
    void aFrontMayLag() throws IOException {
        front.lag(400);
        FrontClient late = subscribed();
        FrontClient prompt = keep(FrontClient.loggedIn(standIn.front(2)));
        prompt.subscribe(allCodes());
        await().until(() -> prompt.tickCount() == 200);
        long released = System.nanoTime();
        standIn.clock().step(1);
        awaitTicks(prompt, 200);
        awaitTicks(late, 200);
        assertTrue(System.nanoTime() - released >= 400_000_000L);
        assertEquals(live(prompt), live(late));
    }

    @Test
    void whatIsUnsubscribedTicksNoMore() throws IOException {
        FrontClient client = subscribed();
        client.unsubscribe(List.of(code(0)));
        assertEquals(0, client.one(Wire.MD_RSP_UNSUBSCRIBE).errorId());
        standIn.clock().step(1);
        awaitTicks(client, 199);
        assertTrue(client.ticks().stream().skip(200).noneMatch(tick -> tick.text(TickLayout.INSTRUMENT_ID, 81)
                .equals(code(0))));
    }

    @Test
    void quietInstrumentsOfARealisticMarketTickSeldom() throws IOException {
        restart(OPTIONS.withInstruments(3_000).withActivity(Activity.REALISTIC));
        FrontClient client = subscribed();
        standIn.clock().step(100);
        standIn.clock().pace(Pace.onCommand());
        await().until(() -> front.ledger().sent() > 10_000);
        assertTrue(front.ledger().sent() < 200_000);
        await().until(() -> live(client).size() == front.ledger().sent());
        assertFalse(live(client).contains(Oracle.NONE));
    }

    @Test
    void aQuietConnectionHasHeartbeats() throws IOException {
        front.limits(Limits.NONE.with("heartbeatTimeoutMillis", 200));
        FrontClient client = connect(front);
        await().until(() -> client.frames(Wire.HEARTBEAT).size() > 3);
    }

    @Test
    void aSlowPeerIsThrownOutWhenTooMuchIsQueued() throws IOException {
        front.limits(Limits.NONE.with("queuedPackets", 10_000));
        front.stall(0);
        FrontClient client = subscribed();
        front.stall(60_000);
        standIn.clock().step(51);
        await().until(client::isEnded);
        assertEquals(1, front.faults().happened("kicked-queue"));
        assertEquals(0, front.sessions());
    }
}
