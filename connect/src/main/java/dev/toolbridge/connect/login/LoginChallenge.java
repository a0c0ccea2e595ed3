package dev.toolbridge.connect.login;

import dev.toolbridge.service.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// The random values of one login: a verifier with its challenge (RFC 7636), and a state.
record LoginChallenge(String verifier, String state) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static LoginChallenge random() {
        return new LoginChallenge(text(), text());
    }

    private static String text() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return encoded(bytes);
    }

    /// The SHA-256 of the verifier (RFC 7636, section 4.2).
    String hashed() {
        return encoded(Digest.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
