package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.config.AccountConfig;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginFingerprintTest {
    private static final Map<String, String> GIVEN = Map.of(
            "fronts", "tcp://127.0.0.1:1",
            "trader-fronts", "tcp://127.0.0.1:2",
            "broker-id", "9999",
            "user-id", "1",
            "password", "secret-one",
            "app-id", "app",
            "auth-code", "code");

    @Test
    void theSameLoginMatchesAndEachChangeOfItDoesNot() {
        AccountConfig account = account("", "");
        String fingerprint = LoginFingerprint.of(account);
        assertTrue(LoginFingerprint.matches(fingerprint, account));
        assertNotEquals(fingerprint, LoginFingerprint.of(account), "salted");
        assertFalse(fingerprint.contains("secret"));
        for (String changed : GIVEN.keySet()) {
            String value = changed.endsWith("fronts") ? "tcp://127.0.0.1:3" : "other";
            assertFalse(LoginFingerprint.matches(fingerprint, account(changed, value)), changed);
        }
    }

    @Test
    void whatIsNoFingerprintMatchesNothing() {
        for (String text : new String[] {"", "abc", "zz:zz", "00:00:00"}) {
            assertFalse(LoginFingerprint.matches(text, account("", "")), text);
        }
    }

    private static AccountConfig account(String changed, String value) {
        Map<String, String> given = new HashMap<>();
        GIVEN.forEach((name, text) -> given.put("ctp.accounts.primary." + name, text));
        if (!changed.isEmpty()) {
            given.put("ctp.accounts.primary." + changed, value);
        }
        return FeedConfig.of(ConfigSource.of(Path.of("/"), given)).account("primary");
    }
}
