package dev.toolbridge.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/// Reads the members that we use from verified claims.
///
/// @param tenantClaim the claim in which the identity provider names the tenant
/// @param scopes reads the scopes
record TokenReading(String tenantClaim, ScopeReading scopes) {
    private static final int SUBJECT_LENGTH_MAX = 255;
    private static final int NAME_LENGTH_MAX = 1_024;

    VerifiedToken read(JWTClaimsSet claims, TrustDomain domain) throws ParseException {
        return new VerifiedToken(
                domain.rules().issuer(claims),
                subject(claims),
                tenant(claims, domain.origin()),
                scopes.claimed(claims),
                clientId(claims),
                actor(claims),
                claims.getExpirationTime().toInstant(),
                origin(claims, domain.origin()),
                domain.rules().audiences(claims),
                text(claims, Claims.SESSION),
                text(claims, "jti"),
                domain.rules().use(claims),
                zone(claims),
                signedInAt(claims));
    }

    private static TokenOrigin origin(JWTClaimsSet claims, TokenOrigin signer) {
        boolean exchanged = signer == TokenOrigin.OWN && claims.getClaim(Claims.EXCHANGED) != null;
        return exchanged ? TokenOrigin.EXCHANGED : signer;
    }

    private static Optional<String> clientId(JWTClaimsSet claims) throws ParseException {
        var authorizedParty = text(claims, "azp");
        return text(claims, Claims.CLIENT).or(() -> authorizedParty);
    }

    private static String subject(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject.isBlank() || subject.length() > SUBJECT_LENGTH_MAX || !isReadable(subject)) {
            throw new TokenRejected("unusable subject");
        }
        return subject;
    }

    /// Our own tokens always name it in the same claim; only the identity provider's claim is a setting.
    private Optional<String> tenant(JWTClaimsSet claims, TokenOrigin origin) throws ParseException {
        var named = text(claims, tenantClaim);
        return origin == TokenOrigin.OWN ? text(claims, Claims.ORGANIZATION).or(() -> named) : named;
    }

    /// RFC 8693, section 4.1: the acting party's subject.
    private static Optional<String> actor(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> actor = claims.getJSONObjectClaim(Claims.ACTOR);
        return Optional.ofNullable(actor).map(party -> party.get("sub")).map(TokenReading::party);
    }

    private static String party(Object subject) {
        if (subject instanceof String text && !text.isBlank() && usable(text)) {
            return text;
        }
        throw new TokenRejected("unusable claim " + Claims.ACTOR);
    }

    private static Optional<Instant> signedInAt(JWTClaimsSet claims) throws ParseException {
        var issued = Optional.ofNullable(claims.getIssueTime());
        return Optional.ofNullable(claims.getDateClaim(Claims.SIGNED_IN))
                .or(() -> issued)
                .map(Date::toInstant);
    }

    /// OpenID Connect Core 1.0, section 5.1. A zone is no proof: an unknown one is as good as none.
    private static Optional<ZoneId> zone(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getClaim(Claims.ZONE))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(name -> ZoneId.of((String) name));
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) throws ParseException {
        var value = Optional.ofNullable(claims.getStringClaim(name)).filter(text -> !text.isBlank());
        if (value.isPresent() && !usable(value.get())) {
            throw new TokenRejected("unusable claim " + name);
        }
        return value;
    }

    private static boolean usable(String text) {
        return text.length() <= NAME_LENGTH_MAX && isReadable(text);
    }

    /// A half of a surrogate pair has no bytes of its own: all of them would be the same user.
    private static boolean isReadable(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }
}
