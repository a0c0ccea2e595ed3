package dev.toolbridge.identity.oauth;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.util.List;
import java.util.stream.Stream;

/// The endpoints that clients and browsers use.
public final class OauthRoutes {
    private static final int FORM_BYTES_MAX = 16_384;
    private static final int NO_BODY = 0;

    private final Discovery discovery;
    private final Authorization authorization;
    private final TokenEndpoint tokens;
    private final Registration registration;
    private final UserInfo userInfo;
    private final OauthParts parts;

    public OauthRoutes(OauthParts parts) {
        var clients = new Clients(parts.clients(), new ClientDocuments(parts.clock()));
        var codes = new Codes(parts.grants(), parts.directory(), parts.clock());
        this.parts = parts;
        this.discovery = new Discovery(parts.issuer());
        this.authorization =
                new Authorization(parts, new AuthorizationReader(clients, parts.audiences(), parts.issuer()), codes);
        this.tokens = new TokenEndpoint(parts, clients, codes);
        this.registration = new Registration(parts.clients(), parts.clock());
        this.userInfo = new UserInfo(parts);
    }

    public List<Route> routes() {
        return Stream.of(
                        List.of(
                                route("GET", "/", this::welcome),
                                route("GET", "/oauth2/authorize", authorization::show),
                                route("POST", "/oauth2/authorize", authorization::submit)),
                        open("GET", "/.well-known/oauth-authorization-server", _ -> discovery.authorizationServer()),
                        open("GET", "/.well-known/openid-configuration", _ -> discovery.openIdProvider()),
                        open("GET", "/oauth2/jwks", _ -> keys()),
                        open("GET", "/sso/jwks/{client}", _ -> keys()),
                        open("POST", "/oauth2/token", tokens::answer),
                        open("POST", "/oauth2/register", registration::register),
                        open("GET", "/oauth2/userinfo", userInfo::answer))
                .flatMap(List::stream)
                .toList();
    }

    /// A page for a person, the description for a program.
    private Answer welcome(Request request) {
        boolean person = request.listHeader("Accept").orElse("").contains("text/html");
        return person ? Pages.welcome(parts.issuer().address()) : discovery.openIdProvider();
    }

    private Answer keys() {
        return Answer.json(200, parts.keys().published().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .header("Cache-Control", "public, max-age=300");
    }

    /// An endpoint that scripts of any web page may use: no cookie identifies a person there.
    private static List<Route> open(String method, String path, Endpoint endpoint) {
        return List.of(
                route(method, path, request -> shared(endpoint.answer(request))),
                route("OPTIONS", path, _ -> shared(Answer.empty(204))
                        .header("Access-Control-Allow-Methods", method)
                        .header("Access-Control-Allow-Headers", "Authorization, Content-Type, MCP-Protocol-Version")));
    }

    private static Route route(String method, String path, Endpoint endpoint) {
        int bodyBytesMax = method.equals("POST") ? FORM_BYTES_MAX : NO_BODY;
        return new Route(method, path, bodyBytesMax, request -> guarded(endpoint, request));
    }

    private static Answer guarded(Endpoint endpoint, Request request) {
        try {
            return endpoint.answer(request);
        } catch (OauthRefusal refusal) {
            return shared(refusal.answer());
        }
    }

    private static Answer shared(Answer answer) {
        return answer.header("Access-Control-Allow-Origin", "*");
    }
}
