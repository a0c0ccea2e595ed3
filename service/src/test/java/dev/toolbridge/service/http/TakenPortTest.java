package dev.toolbridge.service.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.SettingError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenPortTest {

    @Test
    void aServerThatCannotListenDoesNotStart() {
        try (var first = start(0)) {
            assertThatThrownBy(() -> start(first.port()).close())
                    .isInstanceOf(SettingError.class)
                    .hasMessageStartingWith("127.0.0.1:" + first.port() + " cannot be listened on");
        }
    }

    private static HttpServer start(int port) {
        var config = HttpServerConfig.at(new ListenAddress("127.0.0.1", port));
        return HttpServer.start(config, List.of(), new SimpleMeterRegistry());
    }
}
