package dev.toolbridge.service.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Verifies the tokens of one trust domain: issuer, algorithm, keys and audiences are pinned together.
final class JwtVerifier implements TokenVerifier {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final int SUBJECT_LENGTH_MAX = 255;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final String tenantClaim;

    JwtVerifier(TrustDomain domain, String tenantClaim) {
        this.tenantClaim = tenantClaim;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(domain.algorithm(), domain.keys()));
        processor.setJWTClaimsSetVerifier(claimsVerifier(domain));
    }

    @Override
    public VerifiedToken verify(String token) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            requireKeyId(signed);
            return checked(processor.process(signed, null));
        } catch (RateLimitReachedException flood) {
            throw new TokenRejected("unknown key id while fetching keys is paused");
        } catch (KeySourceException unavailable) {
            throw new TokenKeysUnavailable(unavailable);
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            throw new TokenRejected(refused.getMessage());
        }
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier(TrustDomain domain) {
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(
                domain.audiences().isEmpty() ? null : domain.audiences(),
                new JWTClaimsSet.Builder().issuer(domain.issuer()).build(),
                Set.of("sub", "exp"),
                Set.of());
        verifier.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
        return verifier;
    }

    private static void requireKeyId(SignedJWT signed) {
        String keyId = signed.getHeader().getKeyID();
        if (keyId == null || keyId.isBlank()) {
            throw new TokenRejected("no key id");
        }
    }

    private VerifiedToken checked(JWTClaimsSet claims) throws ParseException {
        String subject = claims.getSubject();
        if (subject.isBlank()
                || subject.length() > SUBJECT_LENGTH_MAX
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new TokenRejected("unusable subject");
        }
        requireIssuedBefore(claims, Instant.now().plus(CLOCK_SKEW));
        return new VerifiedToken(
                Optional.ofNullable(claims.getStringClaim("original_iss")).orElse(claims.getIssuer()),
                subject,
                Optional.ofNullable(claims.getStringClaim(tenantClaim)).filter(tenant -> !tenant.isBlank()),
                scopes(claims),
                Optional.ofNullable(claims.getStringClaim("client_id")),
                actor(claims),
                claims.getExpirationTime().toInstant());
    }

    private static void requireIssuedBefore(JWTClaimsSet claims, Instant latest) {
        if (claims.getIssueTime() != null && claims.getIssueTime().toInstant().isAfter(latest)) {
            throw new TokenRejected("issued in the future");
        }
    }

    private static Set<String> scopes(JWTClaimsSet claims) throws ParseException {
        String scope = claims.getStringClaim("scope");
        return scope == null || scope.isBlank()
                ? Set.of()
                : Set.of(scope.strip().split("\\s+"));
    }

    /// RFC 8693, section 4.1: the acting party's subject.
    private static Optional<String> actor(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> actor = claims.getJSONObjectClaim("act");
        return Optional.ofNullable(actor).map(party -> party.get("sub")).map(Object::toString);
    }
}
