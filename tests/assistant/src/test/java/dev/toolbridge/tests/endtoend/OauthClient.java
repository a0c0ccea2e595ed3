package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A client of the MCP authorization specification with a person at its browser: it knows one address, and
/// discovers the rest.
///
/// @param resource the resource that it wants to use
/// @param metadata the metadata of the authorization server
/// @param id the client id from its registration
record OauthClient(String resource, JsonNode metadata, String id) {
    private static final String REDIRECT = "http://127.0.0.1:33418/callback";
    private static final String VERIFIER = "a-verifier-that-nobody-guesses-0123456789-abcdefgh";
    private static final Pattern RESOURCE_METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");

    /// Asks without a token, follows the challenge, and registers (RFC 9728, 8414, 7591).
    static OauthClient discovering(String sidecar) {
        Reply challenge = send(sidecar + "/mcp", "POST", "{}");
        assertThat(challenge.status()).isEqualTo(401);
        var where =
                RESOURCE_METADATA.matcher(challenge.header("WWW-Authenticate").orElseThrow());
        assertThat(where.find()).isTrue();

        JsonNode protectedResource = get(where.group(1)).json();
        String issuer = protectedResource.at("/authorization_servers/0").asText();
        JsonNode metadata =
                get(issuer + "/.well-known/oauth-authorization-server").json();
        Reply registered = send(
                metadata.path("registration_endpoint").asText(),
                "POST",
                "{\"client_name\":\"A stranger\",\"redirect_uris\":[\"" + REDIRECT
                        + "\"],\"token_endpoint_auth_method\":\"none\"}");
        return new OauthClient(
                protectedResource.path("resource").asText(),
                metadata,
                registered.at("/client_id").asText());
    }

    /// The answer after the person types this into the login page.
    Reply logIn(String name, String secret) {
        String page = metadata.path("authorization_endpoint").asText() + "?" + form(query());
        assertThat(get(page).body()).contains("<label for=\"email\">", "<label for=\"secret\">");
        return post(page, Map.of("email", name, "secret", secret));
    }

    /// The access token of a person who logs in.
    String tokenFor(String name, String secret) {
        Reply sent = logIn(name, secret);
        assertThat(sent.status()).as(sent::toString).isEqualTo(303);
        Map<String, String> answer =
                values(URI.create(sent.header("Location").orElseThrow()).getRawQuery());
        assertThat(answer)
                .containsEntry("state", "a state")
                .containsEntry("iss", metadata.path("issuer").asText());
        Reply redeemed = post(
                metadata.path("token_endpoint").asText(),
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", id,
                        "redirect_uri", REDIRECT,
                        "code_verifier", VERIFIER,
                        "code", answer.get("code"),
                        "resource", resource));
        return redeemed.at("/access_token").asText();
    }

    private Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", id);
        query.put("redirect_uri", REDIRECT);
        query.put("code_challenge", challenge());
        query.put("code_challenge_method", "S256");
        query.put("state", "a state");
        query.put("resource", resource);
        return query;
    }

    private static Reply get(String address) {
        var uri = URI.create(address);
        return server(uri).send(Call.of("GET", path(uri)));
    }

    private static Reply send(String address, String method, String json) {
        var uri = URI.create(address);
        return server(uri).send(Call.of(method, path(uri)).json(json));
    }

    private static Reply post(String address, Map<String, String> values) {
        var uri = URI.create(address);
        return server(uri)
                .send(Call.of("POST", path(uri))
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .body(form(values)));
    }

    private static Server server(URI uri) {
        return new Server(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
    }

    private static String path(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> values(String query) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            String[] halves = pair.split("=", 2);
            values.put(halves[0], URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    /// The code challenge of RFC 7636, section 4.2.
    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
