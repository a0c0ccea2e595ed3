package dev.toolbridge.token;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;

/// Sessions and tokens that ended before they expired, as the identity provider's events say.
///
/// It is a cache of those events: after a restart the reader of the events fills it again.
public final class RevokedTokens {
    /// Longer than any token of a revoked session lives.
    private static final Duration KEPT = Duration.ofHours(24);

    private static final HeapShare SHARE = new HeapShare(30);

    private record Id(String issuer, String id) {}

    private final Cache<Id, Boolean> revoked = SHARE.<Id, Boolean>cache(
                    (id, _) -> id.id().length())
            .expireAfterWrite(KEPT)
            .build();

    /// From now on, tokens of that issuer with this session id (`sid`) or token id (`jti`) are refused.
    public void revoke(String issuer, String id) {
        revoked.put(new Id(issuer, id), true);
    }

    boolean contains(VerifiedToken token) {
        return token.sessionId().filter(id -> has(token.issuer(), id)).isPresent()
                || token.tokenId().filter(id -> has(token.issuer(), id)).isPresent();
    }

    private boolean has(String issuer, String id) {
        return revoked.getIfPresent(new Id(issuer, id)) != null;
    }
}
