package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.config.AlertsConfig;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedProperties;
import io.ctpfeed.config.PreMarketConfig;
import io.ctpfeed.config.Property;
import io.ctpfeed.config.QualityConfig;
import io.ctpfeed.config.RecoveryConfig;
import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.service.reload.Finding;
import io.ctpfeed.service.reload.PropertyChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit of the property file is judged as a start would judge it, and what a start alone reads is named. */
class ServicePropertiesTest {
    private static final List<String> ACCOUNT =
            List.of("ctp.accounts.primary.fronts = tcp://127.0.0.1:1", "ctp.accounts.primary.broker-id = 9999");

    @TempDir
    private Path home;

    private Path file;
    private final AtomicReference<SubscriptionConfig> taken = new AtomicReference<>();
    private ServiceProperties properties;

    @BeforeEach
    void read() throws IOException {
        file = Files.createDirectory(home.resolve("config")).resolve(ConfigSource.FILE_NAME);
        Files.write(file, ACCOUNT);
        Files.write(
                home.resolve(ConfigSource.ENVIRONMENT_FILE_NAME),
                List.of("CTP_PRIMARY_USER_ID=1", "CTP_PRIMARY_PASSWORD=s3cret", "SOURCE_RING_CAPACITY_TICKS=128"));
        properties = new ServiceProperties(ConfigSource.read(home, file.getParent()), List.of(pace()));
    }

    @Test
    void whatTheNextStartWouldRefuseIsRefusedWithItsLine() {
        assertEquals(
                List.of(file + ":3: publish.fromat: no such property; did you mean publish.format?"),
                check("publish.fromat = json"));
        assertEquals(1, check("nats.queue-messages = abc").size());
        assertTrue(check("nats.queue-messages = abc").get(0).startsWith(file + ":3: nats.queue-messages = abc: "));
        assertEquals(1, check("source.batch-limit-ticks = -1").size());
        assertEquals(
                2, check("source.batch-limit-ticks = 0", "log.level = loud").size());
    }

    @Test
    void whatIsSoundIsTaken() {
        assertEquals(List.of(), check());
        assertEquals(List.of(), check("nats.queue-messages = 2048", "routes.mine = anything", "publish.format ="));
    }

    @Test
    void strongerPlacesLieOverTheNewTextToo() {
        assertEquals(List.of(), check("source.ring-capacity-ticks = -1"), "a start would not see it either");
        assertEquals(Optional.of(".env:3"), properties.overruledBy("source.ring-capacity-ticks"));
        assertEquals(Optional.empty(), properties.overruledBy("ctp.accounts.primary.fronts"));
        assertEquals(Optional.empty(), properties.overruledBy("source.batch-limit-ticks"));
    }

    @Test
    void anAccountThatLosesAFieldIsRefused() {
        List<Finding> findings = properties.check(file, ACCOUNT.get(0));

        assertEquals(1, findings.size());
        assertEquals(0, findings.get(0).line());
        assertTrue(findings.get(0).message().startsWith("ctp.accounts.primary.broker-id: missing"));
    }

    @Test
    void whereTheFileIsNotTheConfigurationOnlyWhatStandsInItIsJudged() {
        var given =
                new ServiceProperties(ConfigSource.of(home, Map.of("nats.queue-messages", "2048")), List.of(pace()));

        assertEquals(List.of(), given.check(file, ACCOUNT.get(0)));
        assertEquals(1, given.check(file, "publish.fromat = json").size());
        assertEquals(Optional.of("given"), given.overruledBy("nats.queue-messages"));
    }

    @Test
    void onlyWhatRoutesAloneUseIsInEffectAtOnce() {
        assertTrue(applied("source.batch-limit-ticks", true));
        assertTrue(applied("routes.mine", false));
        assertFalse(applied("source.query-timeout-millis", true), "the session has read it at its start");
        assertFalse(applied("nats.servers", true));
        assertFalse(applied("ctp.accounts.primary.fronts", false));
        assertFalse(applied("source.batch-limit-ticks", false), "no route asks for it");
    }

    @Test
    void thePaceOfSubscribingIsInEffectAtOnce() {
        assertTrue(applied("subscription.instruments-per-second", false));
        assertEquals(500, taken.get().instrumentsPerSecond());
    }

    /** A new property: either the service reads it at the start, then it is frozen, or it or the shipped routes follow it. */
    @Test
    void everyPropertyIsFrozenOrFollowed() throws IOException {
        StringBuilder routes = new StringBuilder();
        try (var files = Files.newDirectoryStream(Path.of("routes"), "*.yaml")) {
            for (Path each : files) {
                routes.append(Files.readString(each));
            }
        }
        List<String> neither = FeedProperties.all().stream()
                .map(Property::key)
                .filter(key -> !SubscriptionConfig.keys().contains(key))
                .filter(key -> !RecoveryConfig.keys().contains(key))
                .filter(key -> !PreMarketConfig.keys().contains(key))
                .filter(key -> !QualityConfig.keys().contains(key))
                .filter(key -> !AlertsConfig.keys().contains(key))
                .filter(key -> !ServiceProperties.isFrozen(key) && routes.indexOf("{{" + key + "}}") < 0)
                .toList();

        assertEquals(List.of(), neither);
    }

    @Test
    void anEditOfRecoveryCountsAtOnce() {
        AtomicReference<RecoveryConfig> now = new AtomicReference<>();
        LivePart<RecoveryConfig> edits = new LivePart<>(
                home,
                key -> key.equals("recovery.pause-seconds") ? "7" : null,
                RecoveryConfig.keys(),
                RecoveryConfig::of,
                now::set);
        assertTrue(edits.test("recovery.pause-seconds"));
        assertEquals(7, now.get().pauseSeconds());
        assertFalse(edits.test("nats.queue-messages"));
    }

    private LivePart<SubscriptionConfig> pace() {
        return new LivePart<>(
                home,
                key -> key.equals("subscription.instruments-per-second") ? "500" : null,
                SubscriptionConfig.keys(),
                SubscriptionConfig::of,
                taken::set);
    }

    private boolean applied(String key, boolean usedByRoutes) {
        return properties.apply(new PropertyChange(key, "1", "2"), usedByRoutes);
    }

    private List<String> check(String... lines) {
        String text = String.join("\n", ACCOUNT) + "\n" + String.join("\n", lines) + "\n";
        return properties.check(file, text).stream().map(Finding::toString).toList();
    }
}
