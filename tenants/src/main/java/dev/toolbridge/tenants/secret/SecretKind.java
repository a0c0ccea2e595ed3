package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.sealed.Envelope;
import dev.toolbridge.token.signature.KeySetText;
import java.util.Base64;

/// The kinds of values that are made here.
public enum SecretKind {
    /// 32 random bytes as base64.
    RANDOM,
    /// A private key as a JWK; the live versions together are the key set.
    TOKEN_KEY,
    /// 32 random bytes in the letters that need no escaping in an address.
    PASSWORD;

    public Secret generate() {
        return new Secret(
                switch (this) {
                    case RANDOM -> Base64.getEncoder().encodeToString(Envelope.random(Envelope.KEY_BYTES));
                    case TOKEN_KEY -> KeySetText.newKey();
                    case PASSWORD ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(Envelope.random(Envelope.KEY_BYTES));
                });
    }
}
