package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.config.AccountConfig;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.service.FeedService.Phase;
import io.ctpfeed.service.KeptStops.Refusal;
import io.ctpfeed.source.IdleSource;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.source.Sources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopKeeperTest {
    private static final String AT = "2026-01-06T01:00:00Z";

    @TempDir
    private Path folder;

    private final Line line = new Line();

    @Test
    void whatWasRefusedIsBlockedWithTheSameCredentialsAndTriedWithOthers() {
        Path file = folder.resolve("hand-stops.json");
        String login = LoginFingerprint.of(config("old").get("primary"));
        KeptStops kept = new KeptStops(
                Map.of(), Map.of("primary", new Refusal(AT, "login answered 3", login)), Map.of(), List.of());
        StopKeeper.fileAt(file).write(kept);

        try (StopKeeper same = keeper(file, "old")) {
            same.begin(() -> false);
            assertEquals(SourceState.BLOCKED, line.state);
            assertEquals("login answered 3", line.reason);
        }
        assertEquals(kept, StopKeeper.fileAt(file).read(), "and stays so the next time");

        line.state = SourceState.STOPPED;
        try (StopKeeper mended = keeper(file, "new")) {
            mended.begin(() -> false);
            assertEquals(SourceState.STOPPED, line.state, "for its route to start");
        }
        assertEquals(KeptStops.NONE, StopKeeper.fileAt(file).read());
    }

    @Test
    void aFlowDirectoryOfAnotherProcessIsNoRefusalOfCredentials() {
        Path file = folder.resolve("hand-stops.json");
        try (StopKeeper keeper = keeper(file, "old")) {
            keeper.begin(() -> false);
            line.becomes(SourceState.STOPPED, SourceState.BLOCKED);
        }
        assertEquals(KeptStops.NONE, StopKeeper.fileAt(file).read());
        try (StopKeeper keeper = keeper(file, "old")) {
            keeper.begin(() -> false);
            line.becomes(SourceState.LOGGING_IN, SourceState.BLOCKED);
        }
        assertEquals(1, StopKeeper.fileAt(file).read().refused().size());
        try (StopKeeper keeper = keeper(file, "old")) {
            keeper.begin(() -> false);
            line.becomes(SourceState.STOPPED, SourceState.CONNECTING); // somebody started it
        }
        assertEquals(KeptStops.NONE, StopKeeper.fileAt(file).read());
    }

    private StopKeeper keeper(Path file, String password) {
        Sources sources = new Sources() {
            @Override
            public MarketDataSource source(String account) {
                return line;
            }

            @Override
            public Collection<MarketDataSource> all() {
                return List.of(line);
            }
        };
        HandStops none = new HandStops(sources, () -> null, () -> Phase.STARTING, account -> null);
        return new StopKeeper(file, config(password), sources, none);
    }

    private static Map<String, AccountConfig> config(String password) {
        String prefix = "ctp.accounts.primary.";
        return FeedConfig.of(ConfigSource.of(
                        Path.of("/"),
                        Map.of(
                                prefix + "fronts", "tcp://127.0.0.1:1",
                                prefix + "broker-id", "9999",
                                prefix + "user-id", "1",
                                prefix + "password", password)))
                .accounts();
    }

    private static final class Line extends IdleSource {
        private SourceState state = SourceState.STOPPED;
        private String reason = "";

        Line() {
            super("primary", 0, 1 << 12);
        }

        void becomes(SourceState from, SourceState to) {
            listeners.forEach(listener -> listener.stateChanged(this, from, to, "because of the test"));
        }

        @Override
        public void leaveAs(SourceState left, Instant since, String why) {
            state = left;
            reason = why;
        }

        @Override
        public SourceState state() {
            return state;
        }

        @Override
        public SourceStatus status() {
            return status(reason, false, 0, 0, 0, 0, 0);
        }

        @Override
        public void start() {}

        @Override
        public CompletableFuture<Void> stop() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
