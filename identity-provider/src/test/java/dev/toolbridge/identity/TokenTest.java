package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tokens that clients get for codes and refresh tokens.
class TokenTest {
    @TempDir
    Path folder;

    private RunningProvider provider;
    private LoginFlow flow;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
        flow = LoginFlow.withNewClient(provider);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void anAccessTokenIsWhatOurServersTake() throws Exception {
        provider.newMember("ada@example.com", "org_a");
        var tokens = flow.tokens("ada@example.com", Map.of("resource", RunningProvider.MCP, "scope", "notes:read"));

        var token = SignedJWT.parse(tokens.path("access_token").asText());
        var keys = JWKSet.parse(provider.get("/oauth2/jwks").body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(provider.address());
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(RunningProvider.MCP);
        assertThat(token.getJWTClaimsSet().getStringClaim("org_id")).isEqualTo("org_a");
        assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("notes:read");
        assertThat(token.getJWTClaimsSet().getStringClaim("sid")).startsWith("session_");
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(900);
        assertThat(tokens.has("id_token")).isFalse();
    }

    @Test
    void withoutAResourceItIsForTheApiAndWithoutAnOrganisationForNone() {
        var claims = Claims.of(
                flow.tokens("ada@example.com", Map.of()).path("access_token").asText());

        assertThat(claims).containsEntry("aud", RunningProvider.API).doesNotContainKey("org_id");
    }

    @Test
    void openIdGivesAnIdTokenForTheClient() {
        var tokens = flow.tokens("ada@example.com", Map.of("scope", "openid email", "nonce", "n1"));

        var claims = Claims.of(tokens.path("id_token").asText());
        assertThat(claims).containsEntry("email", "ada@example.com").containsEntry("nonce", "n1");
        assertThat(claims.get("aud")).asString().startsWith("client_");
    }

    @Test
    void theSamePersonIsTheSameUserAfterEverythingWasForgotten(@TempDir Path other) {
        String user = provider.newUser("Ada@Example.com ");
        try (var fresh = RunningProvider.in(other)) {
            assertThat(fresh.newUser("ada@example.com")).isEqualTo(user);
        }
    }

    @Test
    void aCodeIsGoodOnceAndItsSecondUseEndsTheFirst() {
        String code = flow.code("ada@example.com", Map.of());
        var first = RunningProvider.parsed(flow.redeem(code, Map.of()));

        assertThat(error(flow.redeem(code, Map.of()))).isEqualTo("invalid_grant");
        assertThat(error(flow.refresh(refreshToken(first)))).isEqualTo("invalid_grant");
        assertThatSessionEnded(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 42, 129})
    void aVerifierHasALength(int length) {
        String verifier = "v".repeat(length);
        String code = flow.code("ada@example.com", Map.of("code_challenge", LoginFlow.challenge(verifier)));

        assertThat(error(flow.redeem(code, Map.of("code_verifier", verifier)))).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 128})
    void aVerifierMayHaveTheseLengths(int length) {
        String verifier = "v".repeat(length);
        String code = flow.code("ada@example.com", Map.of("code_challenge", LoginFlow.challenge(verifier)));

        assertThat(flow.redeem(code, Map.of("code_verifier", verifier)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aVerifierIsMadeOfUnreservedCharacters() {
        String verifier = "v".repeat(42) + "+";
        String code = flow.code("ada@example.com", Map.of("code_challenge", LoginFlow.challenge(verifier)));

        assertThat(error(flow.redeem(code, Map.of("code_verifier", verifier)))).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeNeedsItsVerifierItsClientAndItsAddress() {
        var other = LoginFlow.withNewClient(provider);
        for (var change : List.of(
                Map.of("code_verifier", LoginFlow.VERIFIER + "x"),
                Map.of("redirect_uri", LoginFlow.REDIRECT + "/other"))) {
            assertThat(error(flow.redeem(flow.code("ada@example.com", Map.of()), change)))
                    .isEqualTo("invalid_grant");
        }
        assertThat(error(other.redeem(flow.code("ada@example.com", Map.of()), Map.of())))
                .isEqualTo("invalid_grant");
        assertThat(error(flow.redeem("code_unknown", Map.of()))).isEqualTo("invalid_grant");
        assertThat(error(provider.post("/oauth2/token", Map.of("grant_type", "authorization_code"))))
                .isEqualTo("invalid_request");
    }

    @Test
    void aRefreshTokenIsReplacedAndItsSecondUseEndsTheGrant() {
        var tokens = flow.tokens("ada@example.com", Map.of());
        String first = refreshToken(tokens);
        String second = refreshToken(RunningProvider.parsed(flow.refresh(first)));
        assertThat(second).isNotEqualTo(first);

        assertThat(error(flow.refresh(first))).isEqualTo("invalid_grant");
        assertThat(error(flow.refresh(second))).isEqualTo("invalid_grant");
        assertThatSessionEnded(tokens);
    }

    @Test
    void aRefreshTokenIsForItsClient() {
        String token = refreshToken(flow.tokens("ada@example.com", Map.of()));

        assertThat(error(LoginFlow.withNewClient(provider).refresh(token))).isEqualTo("invalid_grant");
        assertThat(flow.refresh(token).statusCode()).isEqualTo(200);
    }

    @Test
    void grantsClientsAndKeysSurviveARestart() {
        var tokens = flow.tokens("ada@example.com", Map.of());
        String client =
                Claims.of(tokens.path("access_token").asText()).get("client_id").toString();
        String keys = provider.get("/oauth2/jwks").body();
        provider.close();
        provider = RunningProvider.in(folder);

        assertThat(provider.get("/oauth2/jwks").body()).isEqualTo(keys);
        assertThat(LoginFlow.withClient(provider, client)
                        .refresh(refreshToken(tokens))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheOwnerReadsTheState() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("identity.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void aClientWithASecretProvesItself() {
        var client = provider.register(Map.of("redirect_uris", List.of(LoginFlow.REDIRECT)));
        String id = client.path("client_id").asText();
        String secret = client.path("client_secret").asText();
        var confidential = LoginFlow.withClient(provider, id);

        assertThat(error(confidential.redeem(confidential.code("ada@example.com", Map.of()), Map.of())))
                .isEqualTo("invalid_client");
        assertThat(error(confidential.redeem(
                        confidential.code("ada@example.com", Map.of()), Map.of("client_secret", "wrong"))))
                .isEqualTo("invalid_client");
        assertThat(confidential
                        .redeem(confidential.code("ada@example.com", Map.of()), Map.of("client_secret", secret))
                        .statusCode())
                .isEqualTo(200);
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var form = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                confidential.code("ada@example.com", Map.of()),
                "code_verifier",
                LoginFlow.VERIFIER);
        assertThat(provider.post("/oauth2/token", form, "Authorization", "basic " + basic)
                        .statusCode())
                .isEqualTo(200);
        var refused = provider.post("/oauth2/token", form, "Authorization", "Basic " + basic.substring(4));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");
    }

    @Test
    void userInfoKnowsWhoseTokenItIs() {
        String token =
                flow.tokens("ada@example.com", Map.of()).path("access_token").asText();

        var info = provider.json("/oauth2/userinfo", "Authorization", "Bearer " + token);

        assertThat(info.path("email").asText()).isEqualTo("ada@example.com");
        assertThat(provider.get("/oauth2/userinfo", "Authorization", "Bearer " + token + "x")
                        .statusCode())
                .isEqualTo(401);
        assertThat(provider.get("/oauth2/userinfo").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherResourceThanWasAllowedIsRefused() {
        String code = flow.code("ada@example.com", Map.of("resource", RunningProvider.API));

        assertThat(error(flow.redeem(code, Map.of("resource", RunningProvider.MCP))))
                .isEqualTo("invalid_target");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8081/,http://localhost:8081",
        "HTTP://LocalHost:8081,http://localhost:8081",
        "http://127.0.0.1:8081/,http://localhost:8081",
        "http://[::1]:8001/mcp,http://localhost:8001/mcp"
    })
    void aResourceHasSeveralSpellings(String asked, String audience) {
        String code = flow.code("ada@example.com", Map.of("resource", asked));

        var tokens = RunningProvider.parsed(flow.redeem(code, Map.of("resource", audience)));

        assertThat(Claims.of(tokens.path("access_token").asText())).containsEntry("aud", audience);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8081/mcp",
                "http://localhost:8001/mcp/",
                "http://localhost:8082",
                "https://localhost:8081",
                "http://localhost.evil.example:8081",
                "http://ada@localhost:8081",
                "http://localhost:8081?",
                "not an address"
            })
    void anotherResourceIsNone(String asked) {
        var sent = flow.logIn("ada@example.com", Map.of("resource", asked));

        assertThat(LoginFlow.answer(sent)).containsEntry("error", "invalid_target");
    }

    /// The provider's own endpoints and, by its events, everybody who looks at them refuse the access token.
    private void assertThatSessionEnded(JsonNode tokens) {
        String token = tokens.path("access_token").asText();
        var events =
                provider.json("/events?events=session.revoked", "Authorization", "Bearer " + RunningProvider.API_KEY);

        assertThat(events.path("data").get(0).path("data").path("id").asText())
                .isEqualTo(Claims.of(token).get("sid"));
        assertThat(provider.get("/oauth2/userinfo", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
    }

    private static String error(HttpResponse<String> response) {
        assertThat(response.statusCode()).isIn(400, 401);
        return RunningProvider.parsed(response).path("error").asText();
    }

    private static String refreshToken(JsonNode tokens) {
        return tokens.path("refresh_token").asText();
    }
}
