package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Client;
import dev.toolbridge.identity.state.ClientStore;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Knows clients: those that registered, and those whose id is the address of their own description.
final class Clients {
    private static final String BASIC = "basic ";

    private final ClientStore registered;
    private final ClientDocuments documents;

    Clients(ClientStore registered, ClientDocuments documents) {
        this.registered = registered;
        this.documents = documents;
    }

    /// The client with that id. A description is fetched for it when its id is an address.
    Optional<Client> find(String id) {
        return ClientDocuments.isAddress(id) ? documents.fetch(id) : registered.find(id);
    }

    /// The id of the client that sends a token request, after it has proved itself as it registered to (RFC 6749,
    /// section 2.3). One that is known by its description has no secret: what it asks with belongs to its id.
    String authenticated(Form form, Optional<String> authorization) {
        var credentials = authorization
                .map(Clients::basic)
                .orElseGet(() -> new Credentials(
                        form.require("client_id"), form.find("client_secret").orElse("")));
        if (ClientDocuments.isAddress(credentials.id())) {
            return credentials.id();
        }
        return registered
                .find(credentials.id())
                .filter(client -> client.isPublic() || ClientStore.isSecretOf(client, credentials.secret()))
                .map(Client::id)
                .orElseThrow(OauthRefusal::unknownClient);
    }

    private record Credentials(String id, String secret) {}

    private static Credentials basic(String header) {
        try {
            if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
                byte[] pair = Base64.getDecoder()
                        .decode(header.substring(BASIC.length()).strip());
                String[] halves = new String(pair, StandardCharsets.UTF_8).split(":", 2);
                return new Credentials(decoded(halves[0]), halves.length == 2 ? decoded(halves[1]) : "");
            }
        } catch (IllegalArgumentException malformed) {
            throw OauthRefusal.of("invalid_request", "Authorization is malformed");
        }
        throw OauthRefusal.unknownClient();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
