package dev.toolbridge.identity.state;

import dev.toolbridge.service.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/// Values that cannot be guessed, and their stored form.
public final class Unguessable {
    private static final SecureRandom SOURCE = new SecureRandom();
    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 16;

    private Unguessable() {}

    /// A secret of 256 bits.
    public static String token() {
        return text(TOKEN_BYTES);
    }

    /// An id of 128 bits behind a prefix that says what it is of.
    public static String id(String prefix) {
        return prefix + "_" + text(ID_BYTES);
    }

    /// The stored form of a secret.
    public static String hash(String secret) {
        byte[] hash = Digest.sha256(secret.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /// Compares in a time that does not tell how much was right.
    public static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(int length) {
        byte[] bytes = new byte[length];
        SOURCE.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
