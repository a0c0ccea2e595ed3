package dev.toolbridge.tests.scenario;

import dev.toolbridge.tests.wire.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Good and bad tokens, by their names in scenarios.
final class BearerTokens {
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private BearerTokens() {}

    static String named(String name, String user, Tokens tokens) {
        return switch (name) {
            case "token" -> tokens.of(user);
            case "tenantlessToken" -> with(tokens, user, claims -> {});
            case "elsewhereToken" -> tokens.of(user, "tenant_elsewhere");
            case "expiredToken" -> with(tokens, user, claims -> claims.put("exp", now(claims) - DAY_SECONDS));
            case "endlessToken" -> with(tokens, user, claims -> claims.remove("exp"));
            case "earlyToken" -> with(tokens, user, claims -> claims.put("nbf", now(claims) + DAY_SECONDS));
            case "nobodysToken" -> with(tokens, user, claims -> claims.remove("sub"));
            case "foreignToken" -> with(tokens, user, claims -> claims.put("iss", "https://issuer.example"));
            case "forgedToken" -> new Tokens("a secret that is long enough but another").of(user);
            case "unsignedToken" -> unsigned(tokens.sign("{\"alg\":\"none\",\"kid\":\"hs256\"}", tokens.claims(user)));
            default -> throw new IllegalArgumentException("no <" + name + "> in a world");
        };
    }

    private static String with(Tokens tokens, String user, Consumer<Map<String, Object>> change) {
        var claims = tokens.claims(user);
        change.accept(claims);
        return tokens.sign(claims);
    }

    private static long now(Map<String, Object> claims) {
        return (Long) claims.get("iat");
    }

    private static String unsigned(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }
}
