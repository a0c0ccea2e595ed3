package dev.toolbridge.deploy;

import com.nimbusds.jose.JOSEException;
import dev.toolbridge.service.token.SignedToken;
import dev.toolbridge.service.token.TokenVerifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Makes the ahead-of-time caches of a laid-out folder by running its programs as they will run.
public final class Training {
    private static final String TENANT = "tenant_thinkpen_b2c";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final int ROUNDS = 60;

    /// One user sends more than people do.
    private static final String REQUESTS_MAX = "1000000";

    private final Path home;
    private final Map<String, String> environment;
    private final URI api;
    private final URI sidecar;

    private Training(Path home, Map<String, String> database) {
        this.home = home;
        int apiPort = freePort();
        int sidecarPort = freePort();
        this.api = URI.create("http://127.0.0.1:" + apiPort);
        this.sidecar = URI.create("http://127.0.0.1:" + sidecarPort);
        this.environment = new HashMap<>(database);
        environment.put("ENV", "dev");
        environment.put("JWT_HS256_SECRET", UUID.randomUUID().toString());
        environment.put("RATE_LIMIT_PER_MINUTE", REQUESTS_MAX);
        environment.put("RATE_LIMIT_BURST", REQUESTS_MAX);
        environment.put("HTTP_ADDR", "127.0.0.1:" + apiPort);
        environment.put("METRICS_ADDR", "127.0.0.1:" + freePort());
        environment.put("TOOLBRIDGE_HOST", "127.0.0.1");
        environment.put("TOOLBRIDGE_PORT", Integer.toString(sidecarPort));
        environment.put("TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:" + freePort());
    }

    /// Trains the folder that is the only argument; the caches are in its `cache` afterwards.
    public static void main(String[] arguments) throws IOException, JOSEException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path work = Files.createTempDirectory("toolbridge-training-");
        try (var database = new TrainingDatabase(work)) {
            new Training(home, database.environment()).run();
        }
    }

    private void run() throws IOException, JOSEException {
        Files.createDirectories(home.resolve("cache"));
        TrainedProgram.runToEnd(home, "toolbridge-migrate", environment);
        try (var _ = TrainedProgram.start(home, "toolbridge-api", environment, api);
                var _ = TrainedProgram.start(home, "toolbridge-mcp", environment, sidecar)) {
            var user = new SignedToken("training", Optional.of(TENANT), Set.of(), TOKEN_LIFE);
            String token = TokenVerifiers.sign(user, environment.get("JWT_HS256_SECRET"));
            var rest = new RestTraffic(new Sender(api, token));
            var tools = new ToolTraffic(new Sender(sidecar, token));
            for (int round = 0; round < ROUNDS; round++) {
                rest.round();
                tools.round();
            }
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
