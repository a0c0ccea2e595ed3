package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final RunningApi api = RunningApi.instance();

    @Test
    void aliveIsATextForMachines() {
        assertThat(get(api.server(), "/healthz").body()).isEqualTo("ok");
    }

    @Test
    void readyIsJson() {
        var reply = get(api.server(), "/readyz");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().isObject()).isTrue();
    }

    @Test
    void healthDescribesTheServer() {
        var health = get(api.server(), "/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.at("/status").isTextual()).isTrue();
        assertThat(health.at("/environment").isTextual()).isTrue();
        assertThat(health.at("/version").isTextual()).isTrue();
        assertThat(health.at("/features").isContainerNode()).isTrue();
    }

    @Test
    void metersAreShownOnTheirOwnPortOnly() {
        api.server().send(Call.of("GET", "/v1/notes"));
        assertThat(get(api.metrics(), "/metrics").body()).contains("# TYPE", "toolbridge_http_requests");
        assertThat(get(api.server(), "/metrics").status()).isEqualTo(404);
        assertThat(get(api.metrics(), "/v1/notes").status()).isEqualTo(404);
    }

    private static Reply get(Server server, String path) {
        return server.send(Call.of("GET", path));
    }
}
