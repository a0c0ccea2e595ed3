package dev.toolbridge.token.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The identity provider as pages need it: its endpoints, and the tokens for a code. No redirects, a bounded size, a
/// bounded time.
public final class ProviderClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BYTES_MAX = 65_536;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final String issuer;
    private final LoginClient client;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile Optional<Endpoints> known = Optional.empty();

    public ProviderClient(String issuer, LoginClient client, InstantSource clock) {
        this.issuer = issuer;
        this.client = client;
        this.clock = clock;
    }

    private record Endpoints(URI authorization, URI token, Instant until) {}

    LoginClient client() {
        return client;
    }

    String issuer() {
        return issuer;
    }

    /// The address at which a person signs in.
    URI authorization() {
        return endpoints().authorization();
    }

    /// The tokens for a code.
    ///
    /// @throws Refusal `unauthorized` for a code that is no good, `unavailable` if the provider does not answer
    ProviderTokens redeemed(String code, String verifier) {
        return tokens(new FormText()
                .add("grant_type", "authorization_code")
                .add("code", code)
                .add("code_verifier", verifier)
                .add("redirect_uri", client.callback()));
    }

    /// New tokens for a refresh token, which is good once at many providers.
    ///
    /// @throws Refusal `unauthorized` if the provider ends the session, `unavailable` if it does not answer
    public ProviderTokens refreshed(String refreshToken) {
        return tokens(new FormText().add("grant_type", "refresh_token").add("refresh_token", refreshToken));
    }

    private ProviderTokens tokens(FormText form) {
        form.add("client_id", client.clientId());
        var request = HttpRequest.newBuilder(endpoints().token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form.text()));
        client.clientSecret().ifPresent(secret -> request.header("Authorization", basic(secret)));
        HttpResponse<byte[]> answer = sent(request.build());
        if (answer.statusCode() >= SERVER_ERROR) {
            throw unavailable();
        }
        if (answer.statusCode() != OK) {
            throw Refusal.of(ErrorCode.UNAUTHORIZED, "the sign-in is not good: begin again");
        }
        return ProviderTokens.of(json(answer));
    }

    /// RFC 6749, section 2.3.1.
    private String basic(Secret secret) {
        String pair = FormText.encoded(client.clientId()) + ":" + FormText.encoded(secret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Endpoints endpoints() {
        return fresh().orElseGet(this::fetched);
    }

    private Optional<Endpoints> fresh() {
        Instant now = clock.instant();
        return known.filter(endpoints -> endpoints.until().isAfter(now));
    }

    /// Metadata that names another issuer must not be used (OpenID Connect Discovery, section 4.3).
    private synchronized Endpoints fetched() {
        Optional<Endpoints> byOther = fresh();
        if (byOther.isPresent()) {
            return byOther.get();
        }
        var address = URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
        HttpResponse<byte[]> answer = sent(HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build());
        JsonNode metadata = json(answer);
        if (answer.statusCode() != OK || !metadata.path("issuer").asText().equals(issuer)) {
            throw unavailable();
        }
        var endpoints = new Endpoints(
                URI.create(metadata.path("authorization_endpoint").asText()),
                URI.create(metadata.path("token_endpoint").asText()),
                clock.instant().plus(LIFE));
        known = Optional.of(endpoints);
        return endpoints;
    }

    private HttpResponse<byte[]> sent(HttpRequest request) {
        var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), BYTES_MAX);
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, body);
        try {
            return exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw unavailable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } finally {
            exchange.cancel(true);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return Json.parse(answer.body());
        } catch (JsonProcessingException _) {
            throw unavailable();
        }
    }

    private static Refusal unavailable() {
        return Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                .header("Retry-After", "5");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
