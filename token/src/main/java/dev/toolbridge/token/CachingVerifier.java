package dev.toolbridge.token;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.memory.HeapShare;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Remembers good tokens until they expire, or the keys that verified them change.
///
/// The key is the SHA-256 of the token, so that the memory holds no token, and a look-up costs no comparison of
/// secrets; only tokens in their one spelling get in ([TokenSyntax]). Refusals are not remembered.
final class CachingVerifier implements TokenVerifier {
    private static final HeapShare KEPT = new HeapShare(30);

    /// The memory of a verified token without its scopes.
    private static final int TOKEN_BYTES = 600;

    private static final int SCOPE_BYTES = 80;

    private record Entry(VerifiedToken token, JwtVerifier verifier, long keyGeneration) {}

    private final Cache<ByteBuffer, Entry> good =
            KEPT.cache(CachingVerifier::weight).build();
    private final TrustDomains domains;
    private final RevokedTokens revoked;
    private final TokenMeters meters;
    private final InstantSource clock;

    CachingVerifier(TrustDomains domains, TokenSurroundings surroundings, TokenMeters meters) {
        this.domains = domains;
        this.revoked = surroundings.revoked();
        this.meters = meters;
        this.clock = surroundings.clock();
    }

    @Override
    public VerifiedToken verify(String token) {
        VerifiedToken verified = verifyAnyUse(token);
        if (verified.use() != TokenUse.ACCESS) {
            throw new TokenRejected("an ID token opens nothing");
        }
        return verified;
    }

    @Override
    public VerifiedToken verifyAnyUse(String token) {
        if (token.length() > TokenSyntax.LENGTH_MAX) {
            meters.rejected();
            throw new TokenRejected("longer than " + TokenSyntax.LENGTH_MAX);
        }
        var key = ByteBuffer.wrap(Digest.sha256(token.getBytes(StandardCharsets.UTF_8)));
        Entry known = good.getIfPresent(key);
        if (known != null && isGood(known)) {
            meters.cached();
            return unlessRevoked(known.token());
        }
        return unlessRevoked(verifyNow(token, key));
    }

    private static int weight(ByteBuffer hash, Entry entry) {
        return hash.capacity() + TOKEN_BYTES + entry.token().scopes().size() * SCOPE_BYTES;
    }

    long size() {
        good.cleanUp();
        return good.estimatedSize();
    }

    private boolean isGood(Entry entry) {
        return clock.instant().isBefore(entry.token().expiresAt())
                && entry.verifier().keyGeneration() == entry.keyGeneration();
    }

    private VerifiedToken verifyNow(String token, ByteBuffer key) {
        try {
            var parsed = TokenSyntax.parse(token);
            var verifier = domains.verifierOf(parsed.getHeader());
            long keyGeneration = verifier.keyGeneration();
            var verified = verifier.verify(parsed);
            good.put(key, new Entry(verified, verifier, keyGeneration));
            meters.verified();
            return verified;
        } catch (TokenRejected refused) {
            good.invalidate(key);
            meters.rejected();
            throw refused;
        } catch (TokenKeysUnavailable unavailable) {
            meters.undecided();
            throw unavailable;
        }
    }

    private VerifiedToken unlessRevoked(VerifiedToken token) {
        if (revoked.contains(token)) {
            throw new TokenRejected("revoked");
        }
        return token;
    }
}
