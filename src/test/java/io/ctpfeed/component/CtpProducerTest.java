package io.ctpfeed.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickBatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CtpProducerTest {
    private static final Contract REBAR = new Contract(
            "rb2510", "SHFE", "rb", '1', "", 10, 1, 2025, 10, "20241016", "20251015", '1', true, '0', 0, "");

    private final Feed feed = new Feed();
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        feed.context.start();
        template = feed.context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        feed.close();
    }

    @Test
    void subscribesWhatTheBodyNamesInAnyOfItsForms() {
        assertEquals(2, count(send("subscribe", List.of("rb2510", "cu2511"))));
        assertEquals(1, count(send("subscribe", new String[] {"rb2510", "au2512"})));
        assertEquals(2, count(send("subscribe", "rb2510, SPD RM509&RM601\r\n\nIF2509\n")));
        assertEquals(0, count(send("subscribe", List.of(REBAR))));
        assertEquals(Set.of("rb2510", "cu2511", "au2512", "SPD RM509&RM601", "IF2509"), feed.primary.wanted());
    }

    @Test
    void unsubscribesAndCountsWhatWasThere() {
        send("subscribe", "rb2510,cu2511");
        assertEquals(1, count(send("unsubscribe", "rb2510,none")));
        assertEquals(Set.of("cu2511"), feed.primary.wanted());
    }

    @Test
    void aBodyWithoutInstrumentsIsRefusedInOneLine() {
        assertTrue(messageOf(send("subscribe", 17)).startsWith("no instruments in a body of java.lang.Integer; give"));
        assertTrue(messageOf(send("subscribe", null)).startsWith("no instruments in a body of null; give"));
    }

    @Test
    void queriesInstrumentsAndLearnsThem() {
        feed.primary.contracts = CompletableFuture.completedFuture(List.of(REBAR));
        Exchange answer = send("queryInstruments", null);
        assertEquals(List.of(REBAR), answer.getMessage().getBody());
        assertEquals(1, count(answer));
        assertEquals("SHFE", feed.instruments.of("rb2510").exchangeId());
    }

    @Test
    void anAnswerThatDoesNotComeFailsTheExchange() {
        feed.primary.contracts = new CompletableFuture<>();
        Exchange answer = template.request("ctp:primary?operation=queryInstruments&requestTimeoutMillis=50", e -> {});
        assertInstanceOf(TimeoutException.class, answer.getException());
        assertTrue(messageOf(answer).startsWith("account primary: no answer to queryInstruments within 50 ms"));
    }

    @Test
    void aFailureOfTheSourceFailsTheExchangeWithItsOwnReason() {
        feed.primary.contracts = CompletableFuture.failedFuture(new IllegalStateException("no trader session"));
        assertEquals("no trader session", messageOf(send("queryInstruments", null)));
    }

    @Test
    void asksForSnapshotsOfAnInstrumentOrAClass() {
        Exchange answer = send("snapshot", null, Map.of(CtpHeaders.PRODUCT_CLASS, "2"));
        assertEquals("/2", feed.primary.snapshotAsked);
        TickBatch batch = (TickBatch) answer.getMessage().getBody();
        assertEquals(
                "rb2510", feed.instruments.get(batch.get(0).instrumentIndex()).id());
        send("snapshot", null, Map.of(CtpHeaders.INSTRUMENT_ID, "rb2510"));
        assertEquals("rb2510/\0", feed.primary.snapshotAsked);
        assertTrue(messageOf(send("snapshot", null)).contains("snapshot of what?"));
    }

    @Test
    void aProbeFailsTheExchangeWhereTheLineDoesNotWork() {
        assertEquals(
                new MarketDataSource.Probe(true, ""),
                send("probe", null).getMessage().getBody());
        feed.primary.probe = new MarketDataSource.Probe(false, "no tick for 5 s");
        Exchange answer = send("probe", null);
        assertInstanceOf(ProbeFailedException.class, answer.getException());
        assertTrue(messageOf(answer).startsWith("account primary: probe failed: no tick for 5 s"));
    }

    @Test
    void restartsAndTellsTheStatus() {
        assertEquals(
                SourceState.STOPPED,
                ((SourceStatus) send("status", null).getMessage().getBody()).state());
        Exchange answer = send("restart", null);
        assertNull(answer.getException());
        assertEquals(1, feed.primary.restarts.get());
        assertInstanceOf(SourceStatus.class, answer.getMessage().getBody());
    }

    @Test
    void aHeaderFromOutsideDoesNotSteer() {
        send("status", null, Map.of(CtpHeaders.OPERATION, "restart"));
        assertEquals(0, feed.primary.restarts.get());
        Exchange none = template.request(
                "ctp:primary", exchange -> exchange.getMessage().setHeader(CtpHeaders.OPERATION, "restart"));
        assertTrue(messageOf(none).contains("no operation"));
        assertEquals(0, feed.primary.restarts.get());
    }

    @Test
    void aHeaderSteersWhereTheEndpointAllowsIt() {
        template.request("ctp:primary?allowOperationHeader=true", exchange -> exchange.getMessage()
                .setHeader(CtpHeaders.OPERATION, "restart"));
        assertEquals(1, feed.primary.restarts.get());
    }

    private Exchange send(String operation, Object body) {
        return send(operation, body, Map.of());
    }

    private Exchange send(String operation, Object body, Map<String, Object> headers) {
        return template.request("ctp:primary?operation=" + operation, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    private static int count(Exchange exchange) {
        return exchange.getMessage().getHeader(CtpHeaders.COUNT, -1, int.class);
    }

    private static String messageOf(Exchange exchange) {
        return exchange.getException().getMessage();
    }
}
