package dev.toolbridge.mcp.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.mcp.access.KeyOwner;
import dev.toolbridge.mcp.access.KeyOwners;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.HeapShare;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the API for the owner of a key. The answer is kept briefly, also a refusal, so that a busy client costs
/// one question in that time; every request to the API still carries the key itself. The refusal of a tenant
/// and a failure of the API are not kept.
final class KeyClient implements KeyOwners {
    private static final Logger LOG = LoggerFactory.getLogger(KeyClient.class);
    private static final String PATH = "/v1/auth/key";
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final HeapShare SHARE = new HeapShare(20);

    /// The memory for the owner of a key, and its rights.
    private static final int OWNER_BYTES = 1_500;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final long RETRY_AFTER_SECONDS = 2;

    private final ApiAddress api;
    private final HttpClient http;
    private final Cache<TenantCredential, Optional<KeyOwner>> kept = SHARE.<TenantCredential, Optional<KeyOwner>>cache(
                    (_, owner) -> owner.isPresent() ? OWNER_BYTES : 0)
            .expireAfterWrite(KEPT)
            .build();

    KeyClient(ApiAddress api, HttpClient http) {
        this.api = api;
        this.http = http;
    }

    @Override
    public Optional<KeyOwner> find(ShownKey shown) {
        return kept.get(TenantCredential.of(shown.key(), shown.tenant()), _ -> asked(shown));
    }

    /// Forgets the API's answer about a caller's key, because the API no longer accepts the key.
    void forget(ApiCaller caller) {
        kept.invalidate(TenantCredential.of(caller.token(), caller.tenant()));
    }

    private Optional<KeyOwner> asked(ShownKey shown) {
        return switch (answer(shown)) {
            case ApiAnswer.Done done -> Optional.of(owner(done.body()));
            case ApiAnswer.Refused refused -> refused(refused);
            case ApiAnswer.Unreachable _, ApiAnswer.Unanswered _ -> throw unavailable("no answer");
            case ApiAnswer.Unreadable _, ApiAnswer.TooLong _ -> throw unavailable("unreadable");
        };
    }

    private static Optional<KeyOwner> refused(ApiAnswer.Refused refused) {
        return switch (refused.code()) {
            case UNAUTHORIZED -> Optional.empty();
            case FORBIDDEN -> throw Refusal.of(ErrorCode.FORBIDDEN, refused.text());
            case RATE_LIMITED -> throw later(ErrorCode.RATE_LIMITED, "too many requests", refused.retryAfterSeconds());
            default -> throw unavailable("status " + refused.status());
        };
    }

    private ApiAnswer answer(ShownKey shown) {
        var request = HttpRequest.newBuilder(api.resolve(PATH))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Bearer " + shown.key().reveal())
                .header("X-Forwarded-For", shown.forwardedFor())
                .header(WireHeader.CORRELATION, shown.correlationId());
        shown.tenant().ifPresent(tenant -> request.header(WireHeader.TENANT, tenant));
        try {
            var response = http.send(request.build(), AnswerReader.BRIEF);
            return AnswerReader.read(response, response.body());
        } catch (IOException unreachable) {
            return new ApiAnswer.Unreachable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private static KeyOwner owner(ObjectNode body) {
        try {
            var sessionKey = new SessionKey(
                    text(body, "issuer"),
                    text(body, "subject"),
                    Optional.of(text(body, "tenant_id")),
                    Optional.of("key " + text(body, "key_id")));
            var rights = body.path("scopes").valueStream().map(scope -> scope.asText());
            return new KeyOwner(
                    sessionKey,
                    rights.collect(Collectors.toUnmodifiableSet()),
                    Instant.parse(text(body, "expires_at")));
        } catch (DateTimeException _) {
            throw unavailable("unreadable");
        }
    }

    private static String text(ObjectNode body, String name) {
        if (!body.path(name).isTextual()) {
            throw unavailable("unreadable");
        }
        return body.path(name).textValue();
    }

    /// The API gave neither a yes nor a no.
    private static Refusal unavailable(String reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("the API does not say whose a key is");
        return later(ErrorCode.UNAVAILABLE, "the API cannot say whose this key is", OptionalLong.empty());
    }

    private static Refusal later(ErrorCode code, String text, OptionalLong seconds) {
        return Refusal.of(code, text).header("Retry-After", Long.toString(seconds.orElse(RETRY_AFTER_SECONDS)));
    }
}
