package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NatsSettingsTest {
    @Test
    void serversAreAList() {
        assertEquals(
                List.of("nats://a:4222", "nats://b:4222"),
                NatsSettings.of("nats://a:4222, nats://b:4222").servers());
        assertEquals(
                List.of("nats://127.0.0.1:4222"),
                NatsSettings.from(name -> null).servers());
    }

    @Test
    void theQueueHoldsTwoBurstsByDefault() {
        assertEquals(65_536, NatsSettings.of("nats://a").queueMessages());
    }

    @Test
    void aBadNumberIsNamedWithWhatWouldBeRight() {
        IllegalArgumentException bad = assertThrows(
                IllegalArgumentException.class, () -> NatsSettings.from(Map.of("nats.queue-messages", "many")::get));
        assertEquals(
                "nats.queue-messages=many is not a whole number from 1 on; the default is 65536", bad.getMessage());
    }

    @Test
    void secretsDoNotShow() {
        NatsSettings settings =
                NatsSettings.from(Map.of("nats.user", "feed", "nats.password", "geheim", "nats.token", "t0ken")::get);
        assertFalse(settings.toString().matches(".*(geheim|t0ken).*"), settings.toString());
    }
}
