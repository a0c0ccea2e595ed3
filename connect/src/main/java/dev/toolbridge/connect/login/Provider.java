package dev.toolbridge.connect.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The identity provider of a server, as both describe it (RFC 9728, RFC 8414).
///
/// @param resource the server's name for itself
/// @param scopes the scopes to ask for; empty for those that the provider gives
record Provider(
        String issuer, String resource, URI authorization, URI token, Optional<URI> registration, List<String> scopes) {
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OFFLINE = "offline_access";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    Provider {
        scopes = List.copyOf(scopes);
    }

    /// Asks a server for its provider, and the provider for its addresses.
    ///
    /// @throws CommandFailure if there is none, or if its addresses are not safe
    static Provider of(URI server, JsonRequests requests) {
        JsonNode resource = requests.find(wellKnown(server, RESOURCE))
                .or(() -> requests.find(root(server, RESOURCE)))
                .orElseThrow(() -> new CommandFailure("the server at " + server + " offers no login: give it a token by"
                        + " --token-file or TOOLBRIDGE_TOKEN"));
        String issuer = resource.path("authorization_servers").path(0).asText("");
        if (issuer.isEmpty()) {
            throw new CommandFailure("the server at " + server + " names no identity provider");
        }
        URI address = safe(issuer);
        JsonNode provider = requests.find(wellKnown(address, OAUTH))
                .or(() -> requests.find(URI.create(issuer.replaceFirst("/$", "") + OPENID)))
                .filter(found -> found.path("issuer").asText().equals(issuer))
                .orElseThrow(() -> new CommandFailure("the identity provider " + issuer + " does not describe itself"));
        return new Provider(
                issuer,
                resource.path("resource").asText(server.toString()),
                safe(provider.path("authorization_endpoint").asText()),
                safe(provider.path("token_endpoint").asText()),
                Optional.of(provider.path("registration_endpoint"))
                        .filter(JsonNode::isTextual)
                        .map(found -> safe(found.asText())),
                scopes(resource, provider));
    }

    /// The scopes of the server, and the one that providers want for a refresh token.
    private static List<String> scopes(JsonNode resource, JsonNode provider) {
        Stream<String> offline =
                names(provider.path("scopes_supported")).filter(OFFLINE::equals).limit(1);
        List<String> own = names(resource.path("scopes_supported")).toList();
        return own.isEmpty()
                ? List.of()
                : Stream.concat(own.stream(), offline).distinct().toList();
    }

    private static Stream<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }

    Optional<String> scope() {
        return scopes.isEmpty() ? Optional.empty() : Optional.of(scopes.stream().collect(Collectors.joining(" ")));
    }

    /// RFC 8414, section 3.1: the well-known part stands between the host and the path.
    private static URI wellKnown(URI address, String part) {
        String path = address.getRawPath().equals("/") ? "" : address.getRawPath();
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + part + path);
    }

    private static URI root(URI address, String part) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + part);
    }

    private static URI safe(String address) {
        var uri = URI.create(address);
        boolean isSafe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost()));
        if (!isSafe) {
            throw new CommandFailure("the login names the address '" + address + "', which is not https");
        }
        return uri;
    }
}
