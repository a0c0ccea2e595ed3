package dev.toolbridge.deploy;

import com.nimbusds.jose.JOSEException;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Both programs on free ports of this machine.
///
/// @param environment their settings
record LocalServers(URI api, URI sidecar, Map<String, String> environment) {
    private static final String TENANT = "tenant_thinkpen_b2c";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    /// One user sends more than people do.
    private static final String REQUESTS_MAX = "1000000";

    LocalServers {
        environment = Map.copyOf(environment);
    }

    static LocalServers on(Map<String, String> database) {
        int apiPort = freePort();
        int sidecarPort = freePort();
        var environment = new HashMap<>(database);
        environment.put("ENV", "dev");
        environment.put("JWT_HS256_SECRET", UUID.randomUUID().toString());
        environment.put("RATE_LIMIT_PER_MINUTE", REQUESTS_MAX);
        environment.put("RATE_LIMIT_BURST", REQUESTS_MAX);
        environment.put("HTTP_ADDR", "127.0.0.1:" + apiPort);
        environment.put("METRICS_ADDR", "127.0.0.1:" + freePort());
        environment.put("TOOLBRIDGE_HOST", "127.0.0.1");
        environment.put("TOOLBRIDGE_PORT", Integer.toString(sidecarPort));
        environment.put("TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:" + freePort());
        return new LocalServers(
                URI.create("http://127.0.0.1:" + apiPort), URI.create("http://127.0.0.1:" + sidecarPort), environment);
    }

    String token(String user) {
        try {
            var token = new SignedToken(user, Optional.of(TENANT), Set.of(), TOKEN_LIFE);
            return TokenVerifiers.sign(token, environment.get("JWT_HS256_SECRET"));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a token cannot be signed", impossible);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
