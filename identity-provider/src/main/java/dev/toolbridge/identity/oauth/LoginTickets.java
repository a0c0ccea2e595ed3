package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Unguessable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Carries a login from one page to the next: who logged in, until when, and for which request, signed.
final class LoginTickets {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key =
            new SecretKeySpec(Unguessable.token().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    private final InstantSource clock;

    LoginTickets(InstantSource clock) {
        this.clock = clock;
    }

    String issue(String userId, Form query) {
        long expiresAt = clock.instant().plus(LIFE).getEpochSecond();
        String user = ENCODER.encodeToString(userId.getBytes(StandardCharsets.UTF_8));
        return user + "." + expiresAt + "." + mac(user, expiresAt, query);
    }

    /// The user who logged in for that request.
    Optional<String> userOf(String ticket, Form query) {
        String[] parts = ticket.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("\\d{1,12}")) {
            return Optional.empty();
        }
        long expiresAt = Long.parseLong(parts[1]);
        boolean good = Unguessable.same(parts[2], mac(parts[0], expiresAt, query))
                && clock.instant().isBefore(Instant.ofEpochSecond(expiresAt));
        return good
                ? Optional.of(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private String mac(String user, long expiresAt, Form query) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String text = user + "\n" + expiresAt + "\n" + query.encoded();
            return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
        }
    }
}
