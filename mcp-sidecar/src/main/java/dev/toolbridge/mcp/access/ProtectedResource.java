package dev.toolbridge.mcp.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// This server as an OAuth 2.0 protected resource (RFC 9728): its metadata name the issuer of its tokens.
/// Without an identity provider it has no metadata, and clients do not try to log in.
///
/// @param publicBase the address by which clients know this server; if it is a loopback name, each request
///     selects the loopback name of the answer
/// @param otherBases other addresses by which clients know it; a request to one of their hosts gets answers with that
/// @param issuer the identity provider
/// @param scopes the scopes that the issuer can grant and clients log in for; empty for all that it gives
public record ProtectedResource(URI publicBase, List<URI> otherBases, Optional<String> issuer, List<String> scopes) {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    public ProtectedResource {
        otherBases = List.copyOf(otherBases);
        scopes = List.copyOf(scopes);
    }

    /// A server that clients know by one address.
    public ProtectedResource(URI publicBase, Optional<String> issuer, List<String> scopes) {
        this(publicBase, List.of(), issuer, scopes);
    }

    /// The metadata at the root and behind the path of each resource; each document names its own resource.
    public List<Route> routes() {
        return issuer.map(name -> Stream.concat(Stream.of(""), PathAudiences.LOGIN.stream())
                        .flatMap(path -> Stream.of(route(path, path, name), route(path, path + "/", name)))
                        .toList())
                .orElseGet(List::of);
    }

    Challenge challenge(Request request, String path) {
        boolean announced = issuer.isPresent() && PathAudiences.LOGIN.contains(path);
        return announced
                ? new Challenge(
                        Optional.of(metadataAddress(request, path)),
                        Optional.of(String.join(" ", scopes)).filter(names -> !names.isEmpty()))
                : new Challenge(Optional.empty(), Optional.empty());
    }

    /// RFC 9728, section 3.1: the well-known part stands between the host and the resource's path.
    private String metadataAddress(Request request, String path) {
        return root(request) + WELL_KNOWN + publicBase.getRawPath() + path;
    }

    private Route route(String path, String written, String issuerName) {
        return new Route(
                "GET",
                WELL_KNOWN + written,
                0,
                request -> Answer.json(200, metadata(root(request) + publicBase.getRawPath() + path, issuerName)));
    }

    /// The address without its path. A client compares it with its own address, letter by letter.
    private String root(Request request) {
        return Origins.otherBase(request, otherBases).orElseGet(() -> {
            String authority = Optional.of(publicBase)
                    .filter(Origins::isLoopback)
                    .flatMap(_ -> Origins.loopbackAuthority(request))
                    .orElse(publicBase.getRawAuthority());
            return publicBase.getScheme() + "://" + authority;
        });
    }

    private ObjectNode metadata(String resource, String issuerName) {
        var metadata = Json.object().put("resource", resource).put("resource_name", "ToolBridge");
        metadata.putArray("authorization_servers").add(issuerName);
        metadata.putArray("bearer_methods_supported").add("header");
        if (!scopes.isEmpty()) {
            scopes.forEach(metadata.putArray("scopes_supported")::add);
        }
        return metadata;
    }
}
