package dev.toolbridge.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.token.signature.EdwardsKeys;
import java.math.BigDecimal;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;

/// Verifies the tokens of one trust domain: algorithms, keys, issuer and audiences are pinned together.
final class JwtVerifier {
    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /// Absent is allowed: the identity provider may leave it out (RFC 7519, section 5.1; RFC 9068, section 2.1).
    /// The long form of a media type is the short one (RFC 7515, section 4.1.9).
    private static final JOSEObjectType[] TYPES = {
        JOSEObjectType.JWT,
        new JOSEObjectType("application/jwt"),
        new JOSEObjectType("at+jwt"),
        new JOSEObjectType("application/at+jwt"),
        null
    };

    private static final List<String> TIMES = List.of("exp", "nbf", "iat");

    /// The largest time in seconds that still fits when it is counted in milliseconds.
    private static final BigDecimal SECONDS_MAX =
            BigDecimal.valueOf(Duration.ofMillis(Long.MAX_VALUE).toSeconds());

    private final TrustDomain domain;
    private final TokenReading reading;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    JwtVerifier(TrustDomain domain, TokenReading reading, InstantSource clock) {
        this.domain = domain;
        this.reading = reading;
        this.clock = clock;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
        processor.setJWSKeySelector(new KeySelector(domain));
        processor.setJWSVerifierFactory(new EdwardsKeys());
        processor.setJWTClaimsSetVerifier(timeVerifier());
    }

    VerifiedToken verify(SignedJWT token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            requireReadable(token);
            requireTimes(claims);
            domain.rules().check(claims);
            return reading.read(claims, domain);
        } catch (KeySourceException unavailable) {
            throw new TokenKeysUnavailable(unavailable);
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            throw new TokenRejected(refused.getMessage());
        }
    }

    boolean knows(JWSAlgorithm algorithm) {
        return domain.algorithms().contains(algorithm);
    }

    long keyGeneration() {
        return domain.keys().generation();
    }

    /// Requires subject and expiry, and checks expiry and not-before; the rest is the domain's.
    private DefaultJWTClaimsVerifier<SecurityContext> timeVerifier() {
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        new JWTClaimsSet.Builder().build(), Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
        return verifier;
    }

    private void requireTimes(JWTClaimsSet claims) {
        if (claims.getExpirationTime() == null) {
            throw new TokenRejected("no expiry");
        }
        Date issuedAt = claims.getIssueTime();
        if (issuedAt != null && issuedAt.toInstant().isAfter(clock.instant().plus(CLOCK_SKEW))) {
            throw new TokenRejected("issued in the future");
        }
    }

    /// The library takes a number for a subject, which RFC 7519 (section 4.1.2) does not, and of a time that is too
    /// large for it the last digits, which may be long ago.
    private static void requireReadable(SignedJWT token) {
        try {
            JsonNode claims = Json.parse(token.getPayload().toBytes());
            if (!claims.path("sub").isTextual()) {
                throw new TokenRejected("sub is not a text");
            }
            if (TIMES.stream().map(claims::path).anyMatch(JwtVerifier::isBeyondAnyTime)) {
                throw new TokenRejected("a time that nothing can hold");
            }
        } catch (JsonProcessingException malformed) {
            throw new TokenRejected("claims are not plain JSON");
        }
    }

    private static boolean isBeyondAnyTime(JsonNode claim) {
        return claim.isNumber() && claim.decimalValue().abs().compareTo(SECONDS_MAX) > 0;
    }
}
