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

/// The servers of the image on free ports of this machine.
///
/// @param environment their settings
public record LocalServers(Map<ImageServer, URI> addresses, Map<String, String> environment) {
    private static final String TENANT = "tenant_thinkpen_b2c";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    /// The rate limit for the load: its one user sends more than people do.
    private static final String REQUESTS_MAX = "1000000";

    public LocalServers {
        addresses = Map.copyOf(addresses);
        environment = Map.copyOf(environment);
    }

    public static LocalServers on(Map<String, String> database) {
        var addresses = new HashMap<ImageServer, URI>();
        var environment = new HashMap<>(database);
        environment.put("ENV", "dev");
        environment.put("JWT_HS256_SECRET", UUID.randomUUID().toString());
        environment.put("RATE_LIMIT_PER_MINUTE", REQUESTS_MAX);
        environment.put("RATE_LIMIT_BURST", REQUESTS_MAX);
        for (ImageServer server : ImageServer.ALL) {
            int port = freePort();
            addresses.put(server, URI.create("http://127.0.0.1:" + port));
            environment.putAll(server.addresses().at(port, freePort()));
        }
        return new LocalServers(addresses, environment);
    }

    /// The address of a server.
    public URI of(ImageServer server) {
        return addresses.get(server);
    }

    public String token(String user) {
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
