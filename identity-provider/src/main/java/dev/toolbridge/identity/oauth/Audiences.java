package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Client;
import java.util.List;
import java.util.Optional;

/// The resources that tokens may be for (RFC 8707).
///
/// @param known in their order; the first is meant when a client names none; empty: a client may name any
public record Audiences(List<String> known) {

    public Audiences {
        known = List.copyOf(known);
    }

    /// The audience of a token, spelt as its server spells it; without any known resource a token for nothing in
    /// particular is for the client.
    String of(Optional<String> resource, Client client) {
        if (resource.isEmpty()) {
            return known.stream().findFirst().orElse(client.id());
        }
        var asked = Resource.parse(resource.get());
        return known.isEmpty()
                ? resource.get()
                : known.stream()
                        .filter(audience -> Resource.parse(audience).equals(asked))
                        .findFirst()
                        .orElseThrow(() -> OauthRefusal.of("invalid_target", "resource is none of ours"));
    }
}
