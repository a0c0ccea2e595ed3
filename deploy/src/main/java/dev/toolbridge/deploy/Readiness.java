package dev.toolbridge.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The readiness that a server reports.
public final class Readiness {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private Readiness() {}

    /// True when the server is ready; false while it does not listen yet.
    public static boolean of(URI server) {
        try {
            var request = HttpRequest.newBuilder(server.resolve("/readyz"))
                    .timeout(ANSWER_MAX)
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not listening yet
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server", stopped);
        }
    }
}
