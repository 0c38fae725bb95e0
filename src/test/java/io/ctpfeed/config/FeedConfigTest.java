package io.ctpfeed.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeedConfigTest {
    private static final Path HOME = Path.of("/opt/ctpfeed");

    private final Map<String, String> given = new HashMap<>(Map.of(
            "ctp.accounts.primary.fronts", "tcp://180.168.146.187:10131, tcp6://[::1]:10132",
            "ctp.accounts.primary.broker-id", "9999",
            "ctp.accounts.primary.user-id", "123456",
            "ctp.accounts.primary.password", "open sesame"));

    @Test
    void anAccountNeedsOnlyFrontsBrokerUserAndPassword() {
        AccountConfig account = config().account("primary");

        assertEquals(
                List.of("tcp://180.168.146.187:10131", "tcp6://[::1]:10132"),
                account.fronts().stream().map(ServerAddress::toString).toList());
        assertEquals("9999", account.brokerId());
        assertEquals("123456", account.userId());
        assertEquals("open sesame", account.password().reveal());
        assertEquals(HOME.resolve("run/flow/primary"), account.flowDir());
        assertFalse(account.hasTrader());
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        FeedConfig config = config();

        assertEquals(15_000, config.source().connectTimeoutMillis());
        assertEquals(65_536, config.source().ringCapacityTicks());
        assertEquals(500, config.subscription().batchInstruments());
        assertEquals("nats://127.0.0.1:4222", config.nats().servers().get(0).toString());
        assertEquals(PublishConfig.Format.JSON, config.publish().format());
        assertEquals(LogConfig.Level.INFO, config.log().level());
    }

    @Test
    void aTraderFrontNeedsAppIdAndAuthCode() {
        given.put("ctp.accounts.primary.trader-fronts", "tcp://127.0.0.1:10130");

        assertEquals(
                List.of(
                        "ctp.accounts.primary.app-id: missing; set it, or environment variable CTP_PRIMARY_APP_ID, to"
                                + " text of 32 characters at most",
                        "ctp.accounts.primary.auth-code: missing; set it, or environment variable"
                                + " CTP_PRIMARY_AUTH_CODE, to a secret of 16 characters at most"),
                lines());
    }

    @Test
    void withoutAnyAccountItSaysHowToConfigureOne() {
        given.clear();

        assertEquals(
                List.of("accounts: none configured; set CTP_PRIMARY_FRONTS, CTP_PRIMARY_BROKER_ID, CTP_PRIMARY_USER_ID"
                        + " and CTP_PRIMARY_PASSWORD (see .env.example), or try ./ctpfeed demo"),
                lines());
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("publish.format", "jsno", "not one of json; write json"),
                Arguments.of(
                        "source.connect-timeout-millis", "15s", "not a whole number; write a number from 10 to 600000"),
                Arguments.of("subscription.batch-instruments", "1001", "out of range; write a number from 1 to 1000"),
                Arguments.of(
                        "ctp.accounts.primary.fronts",
                        "180.168.146.187:10131",
                        "'180.168.146.187:10131' is not an address; write tcp://HOST:PORT"),
                Arguments.of(
                        "ctp.accounts.primary.fronts",
                        "http://front:80",
                        "scheme 'http' is not one of tcp, tcp6, ssl; write tcp://HOST:PORT"),
                Arguments.of(
                        "ctp.accounts.primary.fronts",
                        "tcp://front:70000",
                        "port 70000 is out of range; write a port from 1 to 65535"),
                Arguments.of(
                        "ctp.accounts.primary.fronts",
                        "tcp://front:1,,tcp://front:2",
                        "has an empty place between commas; take the spare comma out"),
                Arguments.of(
                        "ctp.accounts.primary.broker-id",
                        "12345678901",
                        "11 characters are more than the 10 that are taken; shorten it"),
                Arguments.of(
                        "ctp.accounts.primary.user-id",
                        "用户",
                        "has characters outside ASCII; write letters, digits and punctuation only"),
                Arguments.of(
                        "ctp.accounts.primary.share",
                        "3/2",
                        "no part of a whole; write 1/1 for all, 1/2 and 2/2 for two halves"),
                Arguments.of(
                        "ctp.accounts.primary.share",
                        "1 of 2 halves",
                        "13 characters are more than the 7 that are taken; shorten it"),
                Arguments.of(
                        "source.wait-strategy", "bussy", "not one of busy, yielding, backoff, parking; write busy"),
                Arguments.of(
                        "log.level",
                        "loud",
                        "not one of trace, debug, info, warn, error; write trace, debug," + " info, warn, error"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("malformed")
    void aMalformedValueIsNamedWithItsOriginAndRemedy(String key, String value, String rest) {
        given.put(key, value);

        assertEquals(List.of(key + " = " + value + " (given): " + rest), lines());
    }

    @Test
    void aMalformedSecretIsNotShown() {
        given.put("ctp.accounts.primary.password", "x".repeat(41));

        assertEquals(
                List.of("ctp.accounts.primary.password = *** (given): 41 characters are more than the 40 that are"
                        + " taken; shorten it"),
                lines());
    }

    @ParameterizedTest
    @CsvSource({
        "publish.fromat, did you mean publish.format?",
        "ctp.accounts.primary.pasword, did you mean ctp.accounts.primary.password?",
        "subscription.batch-instrument, did you mean subscription.batch-instruments?",
        "weather.tomorrow, take it out; names of your own routes start with routes."
    })
    void anUnknownNameIsReportedWithTheNearestKnownOne(String key, String remedy) {
        given.put(key, "1");

        assertEquals(List.of(key + " (given): no such property; " + remedy), lines());
    }

    @Test
    void allFindingsComeAtOnce() {
        given.remove("ctp.accounts.primary.password");
        given.put("publish.format", "xml");
        given.put("nats.sevrers", "nats://127.0.0.1:4222");

        assertEquals(3, lines().size());
    }

    @Test
    void twoAccountsDoNotShareAFlowDirectory() {
        Map<String, String> backup = new HashMap<>();
        given.forEach((key, value) -> backup.put(key.replace("primary", "backup"), value));
        given.putAll(backup);
        given.put("ctp.accounts.backup.flow-dir", "run/flow/primary");

        assertEquals(
                List.of("ctp.accounts.primary.flow-dir: the same as account backup's; give each account a directory of"
                        + " its own"),
                lines());
    }

    @Test
    void theShortestPauseIsNotLongerThanTheLongest() {
        given.put("source.reconnect-backoff-min-millis", "90000");

        assertEquals(
                List.of("source.reconnect-backoff-min-millis = 90000 (given): longer than"
                        + " source.reconnect-backoff-max-millis = 60000; lower the one or raise the other"),
                lines());
    }

    @Test
    void aNatsUserNeedsAPassword() {
        given.put("nats.user", "feed");

        assertEquals(
                List.of("nats.password = ***: missing where nats.user is given; set it, or take nats.user out"),
                lines());
    }

    @Test
    void natsTakesOneWayOfAuthentication() {
        given.put("nats.token", "t");
        given.put("nats.credentials-file", Path.of("pom.xml").toAbsolutePath().toString()); // any file that can be read

        assertEquals(List.of("nats: more than one of user, token and credentials-file; keep one of them"), lines());
    }

    @Test
    void anAccountsNameFitsIntoUrisAndVariables() {
        given.put("ctp.accounts.Primary Two.source", "ctp");

        assertTrue(lines().contains(
                        "ctp.accounts.Primary Two: an account's name has lower-case letters, digits and dashes, 32"
                                + " at most, a letter first; rename it"));
    }

    @Test
    void anUnknownAccountIsNamedWithTheOnesThereAre() {
        FeedConfig config = config();

        assertEquals(
                "account primry: not configured; did you mean primary?",
                assertThrows(ConfigException.class, () -> config.account("primry"))
                        .getMessage());
        assertEquals(
                "account tertiary: not configured; configured are primary",
                assertThrows(ConfigException.class, () -> config.account("tertiary"))
                        .getMessage());
    }

    @Test
    void singleLoggersHaveLevelsOfTheirOwn() {
        given.put("log.levels.org.apache.camel", "INFO");

        assertEquals(
                Map.of("org.apache.camel", LogConfig.Level.INFO), config().log().levels());
    }

    private FeedConfig config() {
        return FeedConfig.of(ConfigSource.of(HOME, given));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : assertThrows(ConfigException.class, this::config).findings()) {
            lines.add(finding.toString());
        }
        return lines;
    }
}
