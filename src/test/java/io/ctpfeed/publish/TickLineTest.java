package io.ctpfeed.publish;

import static io.ctpfeed.publish.DeliveryRig.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The end of a line, as its successor sees it. */
class TickLineTest {
    private static final String SUBJECT = "md.tick.SHFE.a";

    @Test
    void aLineHasEndedWhenTheServerHasReadAllThatCameOverIt() throws Exception {
        try (NatsServerProcess server = NatsServerProcess.onFreePort().start();
                HoldingProxy proxy = new HoldingProxy(server.url());
                Connection reader = server.observer();
                TickLine line = open(proxy.url());
                TickLine next = open(server.url())) {
            List<String> read = Collections.synchronizedList(new ArrayList<>());
            Dispatcher dispatcher = reader.createDispatcher(
                    message -> read.add(new String(message.getData(), StandardCharsets.US_ASCII)));
            dispatcher.subscribe(SUBJECT);
            reader.flush(Duration.ofSeconds(5));
            assertFalse(next.seesEndOf(line), "it is still there");

            CountDownLatch release = proxy.delayRequests();
            line.send(SUBJECT, 1, 1, "old".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> line.connection().getStatistics().getOutMsgs() > 0);
            line.close();
            assertFalse(next.seesEndOf(line), "the server does not know yet that it was closed");

            release.countDown();
            await().until(() -> next.seesEndOf(line));
            next.send(SUBJECT, 1, 2, "new".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> read.contains("new"));
            assertEquals(1, read.size() - read.indexOf("new"), read::toString);
        }
    }

    private static TickLine open(String url) throws Exception {
        return TickLine.open(new Options.Builder().connectionName("test").build(), List.of(url), DeliverySettings.CORE);
    }
}
