package io.ctpfeed.service;

import io.ctpfeed.config.AccountConfig;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Tells whether an account would log in with what was refused before, without keeping it: a salted hash (PBKDF2) of fronts and
 * credentials. Stateless; takes some tenths of a second, on purpose.
 */
final class LoginFingerprint {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 200_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final HexFormat HEX = HexFormat.of();

    private LoginFingerprint() {}

    static String of(AccountConfig account) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return HEX.formatHex(salt) + ":" + HEX.formatHex(hash(account, salt));
    }

    /** @param fingerprint of {@link #of}; what is none matches nothing */
    static boolean matches(String fingerprint, AccountConfig account) {
        String[] parts = fingerprint.split(":");
        try {
            return parts.length == 2
                    && MessageDigest.isEqual(HEX.parseHex(parts[1]), hash(account, HEX.parseHex(parts[0])));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hash(AccountConfig account, byte[] salt) {
        String login = String.join(
                "\n",
                account.fronts().toString(),
                account.traderFronts().toString(),
                account.brokerId(),
                account.userId(),
                account.password().reveal(),
                account.appId(),
                account.authCode().reveal());
        try {
            return SecretKeyFactory.getInstance(ALGORITHM)
                    .generateSecret(new PBEKeySpec(login.toCharArray(), salt, ROUNDS, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
