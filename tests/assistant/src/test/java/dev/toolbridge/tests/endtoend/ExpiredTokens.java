package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// Tokens of the development identity provider after their expiry, without a wait for it.
///
/// @param secret the workspace's, which opens the provider's switches
record ExpiredTokens(String secret) {
    private static final Duration AGE = Duration.ofHours(2);

    /// The same token, but expired.
    String like(String token) {
        var claims = (ObjectNode) JsonValues.parse(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
        long before = Instant.now().minus(AGE).getEpochSecond();
        claims.put("iat", before).put("exp", before + Duration.ofHours(1).toSeconds());
        var provider = new Server(URI.create(claims.remove("iss").asText()));
        Reply minted = provider.send(Call.of("POST", "/control/tokens")
                .with("Authorization", "Bearer " + secret)
                .json("{\"claims\":" + claims + "}"));
        assertThat(minted.status()).as(minted::toString).isLessThan(300);
        return minted.at("/token").asText();
    }
}
