package dev.toolbridge.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final String OWN = """
            # HELP memory bytes
            # TYPE memory gauge
            memory{area="heap"} 1.0
            # TYPE up gauge
            up 1.0
            """;
    private static final String OTHER = """
            # HELP memory bytes
            # TYPE memory gauge
            memory{program="other",area="heap"} 2.0
            """;

    @Test
    void namesItsProgramInEveryLine() {
        assertThat(new MetricsPage("own", () -> OWN, Optional.empty()).text()).isEqualTo("""
                # HELP memory bytes
                # TYPE memory gauge
                memory{program="own",area="heap"} 1.0
                # TYPE up gauge
                up{program="own"} 1.0
                """);
    }

    @Test
    void keepsTheLinesOfANameTogetherAndDescribesItOnce() {
        var other = new Route("GET", "/metrics", 0, _ -> Answer.text(200, OTHER));
        var config = HttpServerConfig.at(new ListenAddress("127.0.0.1", 0));
        try (var server = HttpServer.start(config, List.of(other), new SimpleMeterRegistry())) {
            URI address = URI.create("http://127.0.0.1:" + server.port() + "/metrics");

            assertThat(new MetricsPage("own", () -> OWN, Optional.of(address)).text())
                    .isEqualTo("""
                    # HELP memory bytes
                    # TYPE memory gauge
                    memory{program="own",area="heap"} 1.0
                    memory{program="other",area="heap"} 2.0
                    # TYPE up gauge
                    up{program="own"} 1.0
                    """);
        }
    }

    @Test
    void showsItsOwnWhenTheOtherIsAway() {
        var page = new MetricsPage("own", () -> OWN, Optional.of(URI.create("http://127.0.0.1:1/metrics")));

        assertThat(page.text()).contains("up{program=\"own\"} 1.0");
    }
}
