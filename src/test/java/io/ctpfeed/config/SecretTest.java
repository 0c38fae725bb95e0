package io.ctpfeed.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final Secret secret = Secret.of("open sesame");

    @Test
    void itShowsNothingOfItself() {
        assertEquals("***", secret.toString());
        assertEquals("password ***", "password " + secret);
        assertEquals(Secret.of("other").hashCode(), secret.hashCode());
    }

    @Test
    void itGivesItsContentToWhoAsks() {
        assertEquals("open sesame", secret.reveal());
        assertEquals(Secret.of("open sesame"), secret);
    }

    @Test
    void noSerialiserFindsIt() throws Exception {
        ObjectMapper json = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
        assertEquals("{}", json.writeValueAsString(secret));
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThrows(NotSerializableException.class, () -> out.writeObject(secret));
        }
    }

    @Test
    void aPrintedConfigurationHidesIt() {
        FeedConfig config = FeedConfig.of(ConfigSource.of(
                Path.of("/"),
                Map.of(
                        "ctp.accounts.a.fronts", "tcp://127.0.0.1:1",
                        "ctp.accounts.a.broker-id", "9999",
                        "ctp.accounts.a.user-id", "1",
                        "ctp.accounts.a.password", "open sesame",
                        "nats.token", "open sesame")));

        assertFalse(config.toString().contains("open sesame"), config.toString());
    }
}
