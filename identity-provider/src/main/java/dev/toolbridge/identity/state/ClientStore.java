package dev.toolbridge.identity.state;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The clients that registered themselves.
public final class ClientStore {
    private final Registry registry;
    private final InstantSource clock;

    public ClientStore(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /// A client and its secret, which is never shown again.
    public record Registered(Client client, Optional<String> secret) {}

    public Optional<Client> find(String id) {
        return registry.state().clients().stream()
                .filter(client -> client.id().equals(id))
                .findFirst();
    }

    public Registered register(String name, List<String> redirectUris, String authMethod) {
        Optional<String> secret = authMethod.equals("none") ? Optional.empty() : Optional.of(Unguessable.token());
        var client = new Client(
                Unguessable.id("client"),
                name,
                redirectUris,
                authMethod,
                secret.map(Unguessable::hash).orElse(""),
                clock.instant().toString());
        registry.update(state -> state.withClient(client));
        return new Registered(client, secret);
    }

    public static boolean isSecretOf(Client client, String secret) {
        return Unguessable.same(client.secretHash(), Unguessable.hash(secret));
    }
}
