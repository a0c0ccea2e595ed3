package dev.toolbridge.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.store.Maintenance;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WritesTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static RunningServer server;

    private final String key = UUID.randomUUID().toString();
    private final String token = RunningServer.ownersToken("user");

    @BeforeAll
    static void start() throws InterruptedException {
        server = RunningServer.alone(WORKSPACE, Map.of());
    }

    @AfterAll
    static void close() {
        server.close();
        WORKSPACE.close();
    }

    @Test
    void rendersAReplayAsTheFirstTime() {
        HttpResponse<String> first = create();
        HttpResponse<String> again = create();

        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body()).contains("1.50");
        for (String header : List.of("Content-Type", "ETag")) {
            assertThat(again.headers().allValues(header))
                    .isEqualTo(first.headers().allValues(header))
                    .hasSize(1);
        }
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void repeatsTheAnswerThatAnEarlierServerKept() {
        create();
        new Maintenance(WORKSPACE).execute("""
                UPDATE idempotency_key
                SET receipt = convert_to(E'201\\nContent-Type:application/json\\nETag:"7"\\n\\n{"kept":"ü"}', 'UTF8')
                WHERE key = '%s'
                """.formatted(key));

        HttpResponse<String> again = create();

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo("{\"kept\":\"ü\"}");
        assertThat(again.headers().firstValue("ETag")).hasValue("\"7\"");
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    private HttpResponse<String> create() {
        return server.send("POST /v1/notes", token, Optional.of("{\"n\":1.50}"), "Idempotency-Key", key);
    }
}
