package io.ctpfeed.standin.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.standin.market.Oracle;
import io.ctpfeed.tick.TickLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest extends Standing {
    @Test
    void aDropSaysItsReasonAfterWhatWasSent() throws IOException {
        FrontClient client = subscribed();
        standIn.clock().step(1);
        awaitTicks(client, 200);
        front.drop(Disconnects.HEARTBEAT_TIMEOUT);
        assertEquals(0x2001, client.one(Wire.DISCONNECT).struct().getInt(0));
        await().until(client::isEnded);
        assertEquals(0, front.sessions());
        assertEquals(1, front.faults().happened("drop"));
    }

    @Test
    void aDropWithoutReasonJustCloses() throws IOException {
        FrontClient client = subscribed();
        front.drop(0);
        await().until(client::isEnded);
        assertTrue(client.frames(Wire.DISCONNECT).isEmpty());
    }

    @Test
    void aHalfOpenConnectionIsUpAndHearsNothing() throws IOException {
        front.limits(Limits.NONE.with("heartbeatTimeoutMillis", 100));
        FrontClient client = subscribed();
        front.halfOpen();
        standIn.clock().step(5);
        await().until(() -> front.ledger().withheld() == 1_000);
        int heartbeats = client.frames(Wire.HEARTBEAT).size();
        await().during(Duration.ofMillis(300))
                .until(() -> client.frames(Wire.HEARTBEAT).size() <= heartbeats + 1);
        assertEquals(200, client.tickCount());
        assertFalse(client.isEnded());
        assertEquals(0, front.ledger().sent());
    }

    @Test
    void aStallHoldsEverythingBackForAWhile() throws IOException {
        FrontClient client = subscribed();
        front.stall(300);
        long start = System.nanoTime();
        standIn.clock().step(2);
        awaitTicks(client, 400);
        assertTrue(System.nanoTime() - start > 250_000_000L);
        assertFalse(live(client).contains(Oracle.NONE));
        assertEquals(1, front.faults().happened("stall"));
    }

    @Test
    void connectionsAreRefusedUntilToldOtherwise() throws IOException {
        front.refuseConnections(true);
        assertThrows(IOException.class, () -> connect(front));
        front.refuseConnections(false);
        connect(front).one(Wire.HELLO);
        assertEquals(1, front.faults().happened("refuse-connections"));
    }

    @Test
    void aSilentFrontAcceptsAndSaysNothing() throws IOException {
        front.silent(true);
        FrontClient client = connect(front);
        await().until(() -> front.faults().happened("silent") == 1);
        await().during(Duration.ofMillis(200))
                .until(() -> client.frames(Wire.HELLO).isEmpty() && !client.isEnded());
    }

    @Test
    void loginsMayBeSlow() throws IOException {
        front.faults().slowLogin(300);
        long start = System.nanoTime();
        loggedIn();
        assertTrue(System.nanoTime() - start > 290_000_000L);
        assertEquals(1, front.faults().happened("slow-login"));
    }

    @Test
    void loginsMayBeRefusedWithAnyError() throws IOException {
        front.faults().refuseLogin(new RspInfo(143, "CTP:IP被禁止"), 1);
        FrontClient client = loggedIn();
        assertEquals(143, client.one(Wire.MD_RSP_LOGIN).errorId());
        assertEquals("CTP:IP被禁止", client.one(Wire.MD_RSP_LOGIN).errorText());
        client.logIn(Wire.MD_LOGIN, "standin", "standin");
        await().until(() -> client.frames(Wire.MD_RSP_LOGIN).size() == 2);
        assertEquals(0, client.frames(Wire.MD_RSP_LOGIN).get(1).errorId());
    }

    @Test
    void instrumentsMayBeRejectedByCodeOrNumber() throws IOException {
        front.faults().rejectInstruments(List.of(code(5)));
        front.faults().rejectInstruments(2);
        FrontClient client = loggedIn();
        client.subscribe(allCodes());
        List<FrontClient.Frame> acks = client.answer(Wire.MD_RSP_SUBSCRIBE);
        assertEquals(3, acks.stream().filter(ack -> ack.errorId() == 16).count());
        assertEquals(3, front.faults().happened("rejected-instrument"));
        await().until(() -> client.tickCount() == 197);
    }

    @Test
    void oneAcknowledgementIn34IsMissingAndItsTicksComeAllTheSame() throws IOException {
        front.faults().swallowAcknowledgements(34);
        FrontClient client = subscribed();
        assertEquals(200 - 5, client.frames(Wire.MD_RSP_SUBSCRIBE).size());
        assertEquals(5, front.faults().happened("swallowed-acknowledgement"));
    }

    @Test
    void severalAcknowledgementsMaySayTheyAreTheLast() throws IOException {
        front.faults().severalLast(50);
        FrontClient client = subscribed();
        assertEquals(
                4,
                client.frames(Wire.MD_RSP_SUBSCRIBE).stream()
                        .filter(FrontClient.Frame::isLast)
                        .count());
    }

    @Test
    void whoeverSubscribesTooFastIsThrownOut() throws IOException {
        front.limits(Limits.NONE.with("subscriptionsPerSecond", 100));
        FrontClient client = loggedIn();
        client.subscribe(allCodes());
        assertEquals(0x1001, client.one(Wire.DISCONNECT).struct().getInt(0));
        assertEquals(1, front.faults().happened("kicked-subscribing"));
    }

    @Test
    void moreInstrumentsThanASessionMayHaveIsError6000() throws IOException {
        front.limits(Limits.NONE.with("instruments", 150));
        FrontClient client = loggedIn();
        client.subscribe(allCodes());
        assertEquals(6000, client.one(Wire.MD_RSP_ERROR).errorId());
        assertEquals(
                50,
                client.frames(Wire.MD_RSP_SUBSCRIBE).stream()
                        .filter(ack -> ack.errorId() == 6000)
                        .count());
        await().until(() -> client.tickCount() == 150);
        assertEquals(50, front.faults().happened("instrument-limit"));
    }

    @Test
    void connectionsSessionsAndLoginsHaveTheirLimits() throws IOException {
        front.limits(Limits.NONE.with("sessions", 1).with("loginsPerSecond", 1));
        FrontClient first = loggedIn();
        first.logIn(Wire.MD_LOGIN, "standin", "standin");
        await().until(() -> first.frames(Wire.MD_RSP_LOGIN).size() == 2);
        assertEquals(
                "CTP: api login over limit freq",
                first.frames(Wire.MD_RSP_LOGIN).get(1).errorText());
        await().until(connect(front)::isEnded);
        front.limits(Limits.NONE.with("connectionsPerSecond", 1));
        await().until(connect(front)::isEnded);
        assertEquals(1, front.faults().happened("session-limit"));
        assertEquals(1, front.faults().happened("connection-frequency"));
        assertEquals(1, front.faults().happened("login-frequency"));
    }

    @Test
    void skippedTicksAreMissingAndAccountedFor() throws IOException {
        FrontClient client = subscribed();
        front.faults().ticks(TickFault.next(TickFault.Kind.SKIP, "", 3));
        standIn.clock().step(1);
        awaitTicks(client, 197);
        await().until(() -> front.ledger().withheld() == 3);
        await().until(() -> front.ledger().sent() == 197);
        assertEquals(3, front.faults().happened("skip"));
    }

    @Test
    void theTicksOfOneInstrumentMayBeStruckAlone() throws IOException {
        FrontClient client = subscribed();
        front.faults().ticks(TickFault.next(TickFault.Kind.SKIP, "", 1).of(code(42)));
        standIn.clock().step(1);
        awaitTicks(client, 199);
        assertTrue(client.ticks().stream().skip(200).noneMatch(tick -> tick.text(TickLayout.INSTRUMENT_ID, 81)
                .equals(code(42))));
    }

    @Test
    void repeatedTicksComeTwice() throws IOException {
        FrontClient client = subscribed();
        front.faults().ticks(TickFault.every(TickFault.Kind.REPEAT, "", 50));
        standIn.clock().step(1);
        awaitTicks(client, 204);
        assertEquals(204, live(client).size());
        assertEquals(4, front.faults().happened("repeat"));
        await().until(() -> front.ledger().sent() == 200);
        assertEquals(204, front.ledger().messages());
    }

    @Test
    void aReorderedTickComesAfterTheNextOfItsInstrument() throws IOException {
        FrontClient client = subscribed();
        front.faults().ticks(TickFault.next(TickFault.Kind.REORDER, "", 1).of(code(7)));
        standIn.clock().step(3);
        awaitTicks(client, 600);
        List<Long> frames = client.ticks().stream()
                .skip(200)
                .filter(tick -> tick.text(TickLayout.INSTRUMENT_ID, 81).equals(code(7)))
                .map(tick -> oracle.frameOf(tick.struct(), 0, DAY))
                .toList();
        assertEquals(List.of(frames.get(1) + 1, frames.get(1), frames.get(1) + 2), frames);
    }

    @Test
    void anAlteredTickIsNobodys() throws IOException {
        FrontClient client = subscribed();
        front.faults().ticks(TickFault.next(TickFault.Kind.ALTER, "volume", 2));
        front.faults().ticks(TickFault.next(TickFault.Kind.ALTER, "lastPrice", 1));
        standIn.clock().step(1);
        awaitTicks(client, 200);
        assertEquals(
                3, live(client).stream().filter(frame -> frame == Oracle.NONE).count());
        assertEquals(3, front.ledger().withheld());
        assertThrows(IllegalArgumentException.class, () -> TickFault.next(TickFault.Kind.ALTER, "colour", 1));
    }

    @Test
    void garbageIsOfEveryKind() throws IOException {
        FrontClient client = subscribed();
        for (String kind : List.of("nan", "huge", "negative", "unterminated", "unknown")) {
            front.faults().ticks(TickFault.next(TickFault.Kind.GARBLE, kind, 1));
        }
        standIn.clock().step(1);
        awaitTicks(client, 200);
        List<FrontClient.Frame> garbage = client.ticks().subList(200, 205);
        assertTrue(Double.isNaN(garbage.get(0).struct().getDouble(TickLayout.LAST_PRICE)));
        assertEquals(1e300, garbage.get(1).struct().getDouble(TickLayout.LAST_PRICE));
        assertEquals(-1, garbage.get(2).struct().getInt(TickLayout.VOLUME));
        assertEquals('X', garbage.get(3).struct().getByte(TickLayout.INSTRUMENT_ID + 80));
        assertEquals("zz9999", garbage.get(4).text(TickLayout.INSTRUMENT_ID, 81));
        assertEquals(5, front.faults().happened("garble"));
        assertEquals(
                5, live(client).stream().filter(frame -> frame == Oracle.NONE).count());
    }

    @Test
    void clearedFaultsHappenNoMore() throws IOException {
        FrontClient client = subscribed();
        front.faults().ticks(TickFault.every(TickFault.Kind.SKIP, "", 1));
        front.clearFaults();
        standIn.clock().step(1);
        awaitTicks(client, 200);
        assertEquals(0, front.faults().happened("skip"));
    }
}
