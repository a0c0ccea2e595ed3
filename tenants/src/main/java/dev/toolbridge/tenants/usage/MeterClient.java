package dev.toolbridge.tenants.usage;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads the meters of tenants' programs.
final class MeterClient {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final int BYTES_MAX = 4 * 1_048_576;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .build();

    /// The meters of a tenant at an address; empty if they cannot be read now.
    Optional<MeterReading> read(InetSocketAddress address, String tenant) throws InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics"))
                .timeout(ANSWER_MAX)
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                String text = new String(body.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
                return answer.statusCode() == OK ? MeterPage.read(text, tenant) : Optional.empty();
            }
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }
}
