package io.ctpfeed.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSourceTest {
    @TempDir
    private Path home;

    private Path file;
    private Path environmentFile;

    @BeforeEach
    void places() {
        file = home.resolve(ConfigSource.FILE_NAME);
        environmentFile = home.resolve(ConfigSource.ENVIRONMENT_FILE_NAME);
    }

    @Test
    void theStrongerPlaceCounts() throws IOException {
        String key = "subscription.batch-instruments";
        String variable = "SUBSCRIPTION_BATCH_INSTRUMENTS";
        ConfigSourceBuilder builder = new ConfigSourceBuilder(home);
        assertEquals("500", value(builder, key));

        write(file, key + " = 1");
        assertEquals("1", value(builder.properties(file), key));

        write(environmentFile, variable + "=2");
        assertEquals("2", value(builder.environmentFile(environmentFile), key));

        assertEquals("3", value(builder.environment(Map.of(variable, "3")), key));

        Properties system = new Properties();
        system.setProperty(key, "4");
        assertEquals("4", value(builder.systemProperties(system), key));
    }

    @Test
    void anEmptyValueCountsAsNotGiven() throws IOException {
        write(file, "publish.format = json", "nats.user =");
        ConfigSource source = new ConfigSourceBuilder(home)
                .properties(file)
                .environment(Map.of("PUBLISH_FORMAT", "", "CTP_BACKUP_FRONTS", " "))
                .build();

        assertEquals("json", source.setting("publish.format").orElseThrow().text());
        assertTrue(source.accounts().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "CTP_PRIMARY_FRONTS, ctp.accounts.primary.fronts",
        "CTP_PRIMARY_TRADER_FRONTS, ctp.accounts.primary.trader-fronts",
        "CTP_BACKUP_BROKER_ID, ctp.accounts.backup.broker-id",
        "CTP_MY_DESK_2_AUTH_CODE, ctp.accounts.my-desk-2.auth-code"
    })
    void anyAccountCanComeFromTheEnvironment(String variable, String key) {
        ConfigSource source =
                new ConfigSourceBuilder(home).environment(Map.of(variable, "x")).build();

        assertEquals(
                new Setting("x", "environment variable " + variable),
                source.setting(key).orElseThrow());
    }

    @Test
    void aMisspeltVariableIsAWarning() {
        ConfigSource source = new ConfigSourceBuilder(home)
                .environment(Map.of("CTP_PRIMARY_FRONTS", "tcp://f:1", "CTP_PRIMARY_PASWORD", "x"))
                .build();

        assertEquals(
                List.of("CTP_PRIMARY_PASWORD (environment variable CTP_PRIMARY_PASWORD): no such variable, ignored; did"
                        + " you mean CTP_PRIMARY_PASSWORD?"),
                source.warnings().stream().map(Finding::toString).toList());
    }

    @Test
    void anErrorNamesFileAndLine() throws IOException {
        write(file, "# how ticks are written", "", "publish.format: jsno");
        ConfigSource source = new ConfigSourceBuilder(home).properties(file).build();

        String line =
                assertThrows(ConfigException.class, () -> FeedConfig.of(source)).getMessage();

        assertTrue(line.contains("publish.format = jsno (application.properties:3): not one of json"), line);
    }

    @Test
    void aNameGivenTwiceIsAnError() throws IOException {
        write(file, "publish.format = json", "log.level = info", "publish.format = json");

        assertEquals(
                List.of(
                        "publish.format (application.properties:3): given twice, first in application.properties:1; take one of them out"),
                new ConfigSourceBuilder(home)
                        .properties(file).build().findings().stream()
                                .map(Finding::toString)
                                .toList());
    }

    @Test
    void theEnvironmentFileIsReadAsDockerAndSystemdReadIt() throws IOException {
        write(
                environmentFile,
                "# accounts",
                "CTP_A_USER_ID=7",
                "export CTP_A_BROKER_ID='9999'",
                "CTP_A_PASSWORD=\"a b#c\"",
                "not a variable");
        ConfigSource source =
                new ConfigSourceBuilder(home).environmentFile(environmentFile).build();

        assertEquals("7", source.setting("ctp.accounts.a.user-id").orElseThrow().text());
        assertEquals(
                "9999", source.setting("ctp.accounts.a.broker-id").orElseThrow().text());
        assertEquals(
                "a b#c", source.setting("ctp.accounts.a.password").orElseThrow().text());
        assertEquals(
                ".env:5: not a variable; write NAME=VALUE",
                source.findings().get(0).toString());
    }

    @Test
    void secretsThatOthersMayReadAreAWarning() throws IOException {
        write(environmentFile, "CTP_A_PASSWORD=x");
        Files.setPosixFilePermissions(environmentFile, PosixFilePermissions.fromString("rw-r--r--"));
        String warning = ".env: holds secrets and others may read it; chmod 600 " + environmentFile;
        assertEquals(List.of(warning), warnings());

        Files.setPosixFilePermissions(environmentFile, PosixFilePermissions.fromString("rw-------"));
        assertEquals(List.of(), warnings());
    }

    @Test
    void aMissingFileIsOneLine() {
        assertEquals(
                "configuration: " + file + " is not there; give the right --config-dir or create the file",
                assertThrows(ConfigException.class, () -> ConfigSource.read(home, home))
                        .getMessage());
    }

    @Test
    void routesSeeEveryPropertyButSecrets() throws IOException {
        write(
                file,
                "camel.main.name = feed",
                "routes.my-limit = 7",
                "nats.token = hidden",
                "ctp.accounts.a.password = hidden",
                "ctp.accounts.a.user-id = 7");
        Properties properties =
                new ConfigSourceBuilder(home).properties(file).build().properties();

        assertEquals("json", properties.getProperty("publish.format"));
        assertEquals("500", properties.getProperty("subscription.batch-instruments"));
        assertEquals("7", properties.getProperty("ctp.accounts.a.user-id"));
        assertEquals("feed", properties.getProperty("camel.main.name"));
        assertEquals("7", properties.getProperty("routes.my-limit"));
        assertNull(properties.getProperty("nats.token"));
        assertFalse(properties.containsValue("hidden"));
    }

    private List<String> warnings() {
        return new ConfigSourceBuilder(home)
                .environmentFile(environmentFile).build().warnings().stream()
                        .map(Finding::toString)
                        .toList();
    }

    private static String value(ConfigSourceBuilder builder, String key) {
        return builder.build().properties().getProperty(key);
    }

    private static void write(Path file, String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }
}
