package dev.toolbridge.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.ListenAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FullTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void whoFindsItFullHearsWhenToComeAgain() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var routes = List.of(new Route("GET", "/slow", 0, _ -> stay(entered, leave)));
        var config = new HttpServerConfig(
                new ListenAddress("127.0.0.1", 0), 1, 100, TIMEOUT, List.of(), Duration.ofSeconds(1));
        try (var server = HttpServer.start(config, routes, new SimpleMeterRegistry());
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/slow"))
                    .timeout(TIMEOUT)
                    .build();
            var first = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            assertThat(entered.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();

            assertFull(client.send(request, HttpResponse.BodyHandlers.ofString()));

            leave.countDown();
            assertThat(first.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static void assertFull(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    private static Answer stay(CountDownLatch entered, CountDownLatch leave) {
        entered.countDown();
        try {
            return Answer.text(leave.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS) ? 200 : 500, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Answer.empty(500);
        }
    }
}
