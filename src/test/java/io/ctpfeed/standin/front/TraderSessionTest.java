package io.ctpfeed.standin.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickLayout;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraderSessionTest extends Standing {
    @Test
    void authenticationIsChecked() throws IOException {
        FrontClient client = connectTrader();
        client.authenticate("wrong");
        assertEquals(63, client.one(Wire.TD_RSP_AUTHENTICATE).errorId());
        client.logIn(Wire.TD_LOGIN, "standin", "standin");
        assertEquals(64, client.one(Wire.TD_RSP_LOGIN).errorId());
    }

    @Test
    void sixWrongPasswordsLockTheAccount() throws IOException {
        FrontClient client = connectTrader();
        client.authenticate("0000000000000000");
        client.one(Wire.TD_RSP_AUTHENTICATE);
        for (int i = 0; i < 6; i++) {
            client.logIn(Wire.TD_LOGIN, "standin", "wrong");
        }
        client.logIn(Wire.TD_LOGIN, "standin", "standin");
        await().until(() -> client.frames(Wire.TD_RSP_LOGIN).size() == 7);
        assertEquals(
                List.of(3, 3, 3, 3, 3, 3, 75),
                client.frames(Wire.TD_RSP_LOGIN).stream()
                        .map(FrontClient.Frame::errorId)
                        .toList());
        standIn.desk().unlock();
        assertEquals(0, keep(FrontClient.trader(front)).one(Wire.TD_RSP_LOGIN).errorId());
    }

    @Test
    void theContractListOfAWholeMarketComesWithItsLastRowFlagged() throws IOException {
        restart(OPTIONS.withInstruments(25_000));
        FrontClient client = trader();
        client.send(Wire.TD_QUERY_INSTRUMENT, 9, new byte[345]);
        List<FrontClient.Frame> rows = client.answer(Wire.TD_RSP_INSTRUMENT);
        assertEquals(25_000, rows.size());
        assertEquals(1, rows.stream().filter(FrontClient.Frame::isLast).count());
        for (int i = 0; i < rows.size(); i += 97) {
            Contract contract = standIn.market().universe().contract(i);
            FrontClient.Frame row = rows.get(i);
            assertEquals(contract.instrumentId(), row.text(289, 81));
            assertEquals(contract.exchangeId(), row.text(31, 9));
            assertEquals(contract.productClass(), row.payload()[123]);
            assertEquals(contract.volumeMultiple(), row.struct().getInt(148));
            assertEquals(contract.priceTick(), row.struct().getDouble(152));
            assertEquals(contract.expireDate(), row.text(178, 9));
            assertEquals(contract.productId(), row.text(451, 81));
            assertEquals(contract.underlyingId(), row.text(532, 81));
        }
        assertTrue(rows.stream().anyMatch(row -> row.text(40, 21).equals("螺纹钢2605")));
    }

    @Test
    void contractsCanBeFiltered() throws IOException {
        FrontClient client = trader();
        byte[] query = new byte[345];
        FrontClient.put(query, 31, "CZCE");
        FrontClient.put(query, 264, "CF");
        client.send(Wire.TD_QUERY_INSTRUMENT, 1, query);
        assertTrue(client.answer(Wire.TD_RSP_INSTRUMENT).stream()
                .allMatch(row -> row.text(289, 81).startsWith("CF")));
    }

    @Test
    void anEmptyAnswerHasNoBody() throws IOException {
        FrontClient client = trader();
        byte[] query = new byte[345];
        FrontClient.put(query, 102, "zz9999");
        client.send(Wire.TD_QUERY_INSTRUMENT, 1, query);
        FrontClient.Frame answer = client.answer(Wire.TD_RSP_INSTRUMENT).get(0);
        assertEquals(Wire.LAST | Wire.NO_BODY, answer.flags());
        assertEquals(0, answer.payload().length);
    }

    @Test
    void theSnapshotOfAClassIsTheLastTickOfEachInstrument() throws IOException {
        FrontClient feed = subscribed();
        standIn.clock().grant(500);
        awaitTicks(feed, 500);
        FrontClient client = trader();
        byte[] query = new byte[122];
        query[121] = '1';
        client.send(Wire.TD_QUERY_DEPTH, 3, query);
        Map<String, String> last = feed.ticks().stream()
                .collect(Collectors.toMap(
                        tick -> tick.text(TickLayout.INSTRUMENT_ID, 81),
                        tick -> java.util.Arrays.toString(tick.payload()),
                        (before, after) -> after));
        List<FrontClient.Frame> rows = client.answer(Wire.TD_RSP_DEPTH);
        assertEquals(200, rows.size());
        for (FrontClient.Frame row : rows) {
            assertEquals(last.get(row.text(TickLayout.INSTRUMENT_ID, 81)), java.util.Arrays.toString(row.payload()));
        }
    }

    @Test
    void productsAreListedOnce() throws IOException {
        FrontClient client = trader();
        client.send(Wire.TD_QUERY_PRODUCT, 3, new byte[122]);
        List<String> products = client.answer(Wire.TD_RSP_PRODUCT).stream()
                .map(row -> row.text(144, 81))
                .toList();
        assertEquals(products.stream().distinct().toList(), products);
        assertTrue(products.contains("rb"));
    }

    @Test
    void settlementIsConfirmed() throws IOException {
        FrontClient client = trader();
        client.send(Wire.TD_CONFIRM_SETTLEMENT, 4, new byte[68]);
        assertEquals(0, client.one(Wire.TD_RSP_CONFIRM_SETTLEMENT).errorId());
    }

    @Test
    void queriesInTooQuickSuccessionAreNotReady() throws IOException {
        front.limits(Limits.NONE.with("queriesPerSecond", 1));
        FrontClient client = trader();
        client.send(Wire.TD_QUERY_PRODUCT, 3, new byte[122]);
        client.send(Wire.TD_QUERY_PRODUCT, 4, new byte[122]);
        assertEquals(90, client.one(Wire.TD_RSP_ERROR).errorId());
        assertEquals(4, client.one(Wire.TD_RSP_ERROR).requestId());
        assertEquals(1, front.faults().happened("query-frequency"));
    }

    @Test
    void statusesComeAfterTheLoginAndWithEachChangeOfPhase() throws IOException {
        restart(OPTIONS.withStart(DAY, LocalTime.of(8, 59)).withSkipClosed(false));
        FrontClient client = trader();
        await().until(() -> status(client, "rb") == '5');
        standIn.clock().advanceTo(LocalDateTime.of(2026, 1, 6, 9, 0, 1));
        await().until(() -> status(client, "rb") == '2' && status(client, "CF") == '2');
        await().until(() -> status(client, "IF") == '0');
        standIn.clock().advanceTo(LocalDateTime.of(2026, 1, 6, 10, 20));
        await().until(() -> status(client, "rb") == '1' && status(client, "CF") == '0' && status(client, "IF") == '2');
        standIn.clock().advanceTo(LocalDateTime.of(2026, 1, 6, 15, 30));
        await().until(() -> status(client, "rb") == '6' && status(client, "IF") == '6');
    }

    @Test
    void aWeekendIsQuiet() throws IOException {
        restart(StandInOptions.DEFAULT
                .withInstruments(200)
                .withPace(Pace.onCommand())
                .withSkipClosed(false)
                .withStart(java.time.LocalDate.of(2026, 1, 12), LocalTime.of(1, 0)));
        FrontClient client = trader();
        await().until(() -> status(client, "au") == '2');
        standIn.clock().advanceTo(LocalDateTime.of(2026, 1, 10, 10, 0));
        await().until(() -> status(client, "au") == '1');
        assertFalse(client.frames(Wire.TD_INSTRUMENT_STATUS).stream()
                .anyMatch(status -> status.text(98, 81).equals("IF") && status.payload()[80] != '0'));
    }

    private FrontClient connectTrader() throws IOException {
        return keep(new FrontClient(front.traderAddress(), Wire.KIND_TRADER));
    }

    private FrontClient trader() throws IOException {
        return keep(FrontClient.trader(front));
    }

    private static char status(FrontClient client, String product) {
        return client.frames(Wire.TD_INSTRUMENT_STATUS).stream()
                .filter(status -> status.text(98, 81).equals(product))
                .map(status -> (char) status.payload()[80])
                .reduce(' ', (before, after) -> after);
    }
}
