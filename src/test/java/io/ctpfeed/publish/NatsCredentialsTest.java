package io.ctpfeed.publish;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.tick.EventSink;
import io.nats.client.NKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets in none but the holder of a key. */
class NatsCredentialsTest {
    @TempDir
    Path folder;

    @Test
    void theKeyOfTheCredentialsFileOpensTheServer() throws Exception {
        NKey key = NKey.createUser(new SecureRandom());
        Path server = Files.writeString(
                folder.resolve("server.conf"),
                "authorization { users: [ { nkey: " + new String(key.getPublicKey()) + " } ] }");
        Path credentials = Files.writeString(
                folder.resolve("feed.creds"),
                String.join(
                        "\n",
                        "-----BEGIN NATS USER JWT-----",
                        "e30.e30.e30", // the server knows the key and needs no token
                        "------END NATS USER JWT------",
                        "",
                        "-----BEGIN USER NKEY SEED-----",
                        new String(key.getSeed()),
                        "------END USER NKEY SEED------",
                        ""));
        try (NatsServerProcess nats = NatsServerProcess.onFreePort().start("-c", server.toString());
                NatsLink link = new NatsLink(settings(nats.url(), credentials), EventSink.NONE).start()) {
            await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CONNECTED);
            assertEquals("", link.lastError());
        }
    }

    private static NatsSettings settings(String url, Path credentials) {
        return NatsSettings.from(name -> switch (name) {
            case "nats.servers" -> url;
            case "nats.credentials-file" -> credentials.toString();
            default -> null;
        });
    }
}
