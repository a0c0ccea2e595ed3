package dev.toolbridge.api.webhook;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.service.signed.Vault;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// The secrets that sign what webhooks send. They are stored sealed, each bound to its tenant, project,
/// subscription and rotation: in another row it does not open.
public final class WebhookSecrets {
    static final String PREFIX = "whsec_";

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;

    public WebhookSecrets(SigningKeys keys) {
        this.vault = keys.vault("webhook secret");
    }

    /// The place that a secret is bound to.
    public record Place(Space space, UUID webhook, int rotation) {

        Place before() {
            return new Place(space, webhook, rotation - 1);
        }

        private String owner() {
            return space.tenant() + "\n" + space.id() + "\n" + webhook + "\n" + rotation;
        }
    }

    /// A new secret in the form of Standard Webhooks.
    static String fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    byte[] seal(Place place, String secret) {
        return vault.close(place.owner(), secret);
    }

    /// The secret that was sealed for a place; empty if the server's own secrets do not open it any more.
    public Optional<String> open(Place place, byte[] sealed) {
        return vault.open(place.owner(), sealed);
    }

    /// The secret of the rotation before.
    public Optional<String> openFormer(Place place, byte[] sealed) {
        return open(place.before(), sealed);
    }
}
