package dev.toolbridge.mcp.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.memory.HeapShare;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// Has the API exchange tokens that were issued for this server (RFC 8693). No other request carries those;
/// exchanged tokens live minutes, are bound to a tenant, and name this server as the actor.
///
/// An exchanged token is kept while it is valid, under the hash of its original token, so that the calls of one
/// client need one exchange.
final class ExchangedTokens {
    private static final String PATH = "/auth/token-exchange";
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String CLIENT = "mcp-sidecar";
    private static final HeapShare SHARE = new HeapShare(30);

    /// The time that the last call with a token may take.
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final ExchangeConfig config;
    private final ApiAddress api;
    private final HttpClient http;
    private final Cache<TenantCredential, Exchanged> kept = SHARE.<TenantCredential, Exchanged>cache(
                    (_, exchanged) -> exchanged.token().reveal().length())
            .expireAfter(Expiry.creating((TenantCredential _, Exchanged exchanged) -> exchanged.goodFor()))
            .build();

    ExchangedTokens(ExchangeConfig config, ApiAddress api, HttpClient http) {
        this.config = config;
        this.api = api;
        this.http = http;
    }

    private record Exchanged(Secret token, Duration goodFor) {}

    /// The exchange gave no token.
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ApiAnswer answer;

        private Failed(ApiAnswer answer) {
            super(null, null, false, false);
            this.answer = answer;
        }

        /// The answer for the caller in place of one to its request.
        ApiAnswer answer() {
            return answer;
        }
    }

    /// The token for requests to the API on behalf of a caller.
    ///
    /// @throws Failed if the API gives none
    Secret tokenFor(ApiCaller caller) {
        return kept.get(origin(caller), _ -> exchanged(caller)).token();
    }

    /// Forgets the token of a caller, because the API no longer accepts it.
    void forget(ApiCaller caller) {
        kept.invalidate(origin(caller));
    }

    private static TenantCredential origin(ApiCaller caller) {
        return TenantCredential.of(caller.token(), caller.tenant());
    }

    private Exchanged exchanged(ApiCaller caller) {
        ApiAnswer answer = asked(caller);
        if (answer instanceof ApiAnswer.Done done
                && done.body().path("access_token").isTextual()) {
            Duration life = Duration.ofSeconds(done.body().path("expires_in").asLong());
            Duration goodFor = life.minus(MARGIN);
            return new Exchanged(
                    new Secret(done.body().path("access_token").textValue()),
                    goodFor.isPositive() ? goodFor : Duration.ZERO);
        }
        throw new Failed(answer instanceof ApiAnswer.Done done ? new ApiAnswer.Unreadable(done.status()) : answer);
    }

    private ApiAnswer asked(ApiCaller caller) {
        try {
            var response = http.send(request(caller), AnswerReader.BRIEF);
            return AnswerReader.read(response, response.body());
        } catch (IOException unreachable) {
            return new ApiAnswer.Unreachable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private HttpRequest request(ApiCaller caller) {
        Map<String, String> form = Map.of(
                "grant_type",
                GRANT_TYPE,
                "audience",
                config.audience(),
                "client_id",
                CLIENT,
                "client_secret",
                config.clientSecret().reveal());
        var request = HttpRequest.newBuilder(api.resolve(PATH))
                .timeout(api.answerTimeout())
                .header("Authorization", "Bearer " + caller.token().reveal())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(WireHeader.CORRELATION, caller.correlationId())
                .POST(BodyPublishers.ofString(encoded(form)));
        caller.tenant().ifPresent(tenant -> request.header(WireHeader.TENANT, tenant));
        return request.build();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
