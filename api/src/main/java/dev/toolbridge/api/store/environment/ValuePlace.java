package dev.toolbridge.api.store.environment;

import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.sealed.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;

/// The place of a value. A sealed value opens nowhere else: not as another variable's, not as another version, and no
/// secret one as one that is shown.
record ValuePlace(Space space, UUID uid, EnvironmentName environment, long version, boolean isSecret) {

    byte[] seal(SecretKey key, Secret value) {
        return Envelope.seal(key, value.reveal().getBytes(StandardCharsets.UTF_8), words());
    }

    Secret open(SecretKey key, byte[] sealed) {
        return new Secret(new String(Envelope.open(key, sealed, words()), StandardCharsets.UTF_8));
    }

    private List<String> words() {
        return List.of(
                "environment value",
                space.tenant(),
                space.id().toString(),
                uid.toString(),
                environment.wireName(),
                Long.toString(version),
                isSecret ? "secret" : "shown");
    }
}
