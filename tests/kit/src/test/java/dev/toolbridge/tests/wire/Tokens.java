package dev.toolbridge.tests.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs tokens like the owner of a deployment: HS256 with its secret (RFC 7515, RFC 7519).
///
/// @param secret the deployment's secret
public record Tokens(String secret) {

    public static final String DEFAULT_TENANT = "tenant_thinkpen_b2c";

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"hs256\"}";
    private static final Duration LIFE = Duration.ofMinutes(30);

    @Override
    public String toString() {
        return "Tokens";
    }

    /// A good token of a user in the default tenant.
    public String of(String user) {
        return of(user, DEFAULT_TENANT);
    }

    public String of(String user, String tenant) {
        var claims = claims(user);
        claims.put("org_id", tenant);
        return sign(claims);
    }

    /// The claims of a good token without a tenant, for a test to change before it signs them.
    public Map<String, Object> claims(String user) {
        long now = Instant.now().getEpochSecond();
        return new TreeMap<>(Map.of(
                "iss",
                "toolbridge-api",
                "token_type",
                "backend",
                "sub",
                user,
                "iat",
                now,
                "nbf",
                now,
                "exp",
                now + LIFE.toSeconds(),
                "jti",
                UUID.randomUUID().toString()));
    }

    public String sign(Map<String, Object> claims) {
        return sign(HEADER, claims);
    }

    /// A token with any header, always signed with HS256.
    public String sign(String header, Map<String, Object> claims) {
        String text = claims.entrySet().stream()
                .map(claim -> JsonValues.quoted(claim.getKey()) + ":" + value(claim.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(text.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(mac(signed));
    }

    private static String value(Object value) {
        return value instanceof String text ? JsonValues.quoted(text) : value.toString();
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
