package io.ctpfeed.standin.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A front that cannot go on with a session says so and closes it: none stays up without a word. */
class SessionFailureTest extends Standing {
    private static final int LONGER_THAN_ANY = 17 << 20;

    @Test
    void aFrameOfAnotherProtocolEndsItsSession() throws IOException {
        FrontClient client = loggedIn();
        FrontClient other = loggedIn();
        client.sendHeader(Wire.MD_SUBSCRIBE, LONGER_THAN_ANY);
        await().until(client::isEnded);
        await().until(() -> front.sessions() == 1);
        assertEquals(1, failures());
        assertFalse(other.isEnded());
    }

    @Test
    void aRequestThatCannotBeAnsweredEndsItsSession() throws IOException {
        try (Door door = new Door("broken", 0, this::brokenSession)) {
            FrontClient client = keep(new FrontClient(door.address(), Wire.KIND_MARKET_DATA));
            await().until(client::isEnded);
            assertEquals(1, failures());
        }
    }

    @Test
    void aVisitorWhoCannotBeLetInKeepsNobodyOut() throws IOException {
        int[] visits = {0};
        Door door = new Door("broken", 0, visit -> {
            if (visits[0]++ == 0) {
                throw new IllegalStateException("on purpose");
            }
            brokenSession(visit);
        });
        try (door) {
            await().until(keep(new FrontClient(door.address(), Wire.KIND_MARKET_DATA))::isEnded);
            assertEquals(0, failures());
            await().until(keep(new FrontClient(door.address(), Wire.KIND_MARKET_DATA))::isEnded);
            assertEquals(1, failures());
        }
    }

    private long failures() {
        return ((Map<?, ?>) front.report(false).get("faults")).get("session-failed") instanceof Number count
                ? count.longValue()
                : 0;
    }

    /** It fails at the client's greeting. */
    private void brokenSession(SocketChannel channel) {
        new Session(front, 99, channel, "broken") {
            @Override
            protected void handle(Request request) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            protected long pump() {
                return Long.MAX_VALUE;
            }
        }.start(false);
    }
}
