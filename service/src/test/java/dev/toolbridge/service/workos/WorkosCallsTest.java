package dev.toolbridge.service.workos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of every kind, as bytes of a server.
class WorkosCallsTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private volatile int status = 200;
    private volatile String body = "{}";
    private HttpServer server;
    private WorkosCalls calls;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            asked.set(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        calls = new WorkosCalls(new Secret("sk_test"), address, Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerIsRead() {
        body = "{\"id\":\"org_1\"}";

        assertThat(read()).isInstanceOfSatisfying(WorkosReply.Answered.class, answered -> assertThat(
                        ((JsonNode) answered.value()).path("id").asText())
                .isEqualTo("org_1"));
        assertThat(asked.get()).isEqualTo("/events?events=a&events=b%26c Bearer sk_test null");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 422, 499})
    void aRefusalIsNotTriedAgain(int refused) {
        status = refused;
        body = "{\"code\":\"external_id_already_used\",\"message\":\"taken by ada@example.com\"}";

        assertThat(read()).isEqualTo(new WorkosReply.Refused<>(refused, "external_id_already_used"));
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 408, 500, 502, 503, 599})
    void everythingElseIsUnclearAfterOneAttempt(int odd) {
        status = odd;

        assertThat(read()).isEqualTo(new WorkosReply.Unclear<>());
        assertThat(requests).hasValue(1);
    }

    @Test
    void whatIsNotJsonIsUnclear() {
        body = "<html>";

        assertThat(read()).isEqualTo(new WorkosReply.Unclear<>());
    }

    @Test
    void aServerThatIsAwayIsUnclear() {
        server.stop(0);

        assertThat(read()).isEqualTo(new WorkosReply.Unclear<>());
    }

    @Test
    void aLimitNamesItsTime() {
        status = 429;

        assertThat(read()).isEqualTo(new WorkosReply.Limited<>(Duration.ofSeconds(7)));
        assertThat(requests).hasValue(1);
    }

    @Test
    void aCreationHasItsKey() {
        calls.attempt(() ->
                calls.changing().getOrganizations().create("Acme", null, null, null, null, "r", calls.once("key-1")));

        assertThat(asked.get()).isEqualTo("/organizations Bearer sk_test key-1");
    }

    private WorkosReply<JsonNode> read() {
        return calls.read("/events", List.of(Map.entry("events", "a"), Map.entry("events", "b&c")));
    }
}
