package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.http.RawConnection;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HEAD, OPTIONS and HTTP/1.0 on the provider's pages, as bytes.
class EdgeTest {
    private static final String HEADERS = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String NEXT = "GET /healthz" + HEADERS + "\r\n";

    @TempDir
    private Path folder;

    private RunningProvider provider;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 /healthz",
                "200 /.well-known/openid-configuration",
                "200 /oauth2/jwks",
                "400 /oauth2/authorize",
                "404 /nothing",
                "405 /oauth2/token",
                "401 /user_management/organization_memberships"
            })
    void headIsAsGetWithoutABodyAndTheNextAnswerBeginsWhereItShould(String expected) {
        String path = expected.substring(4) + HEADERS + "\r\n";
        try (var connection = connect()) {
            connection.send("GET " + path + "HEAD " + path + "OPTIONS " + path + NEXT);

            var get = connection.hear("GET");
            assertThat(get.status()).as(get::text).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
            assertThat(connection.hear("HEAD").status()).isEqualTo(get.status());
            assertThat(connection.hear("OPTIONS").status()).isEqualTo(get.status() == 404 ? 404 : 204);
            assertThat(connection.hear("GET").text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/.well-known/openid-configuration", "/oauth2/jwks"})
    void servesHttp10(String path) {
        try (var connection = connect()) {
            var answer = connection.send("GET " + path + " HTTP/1.0\r\n\r\n").hear("GET");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.closes()).isTrue();
            assertThat(connection.rest()).isEmpty();
        }
    }

    private RawConnection connect() {
        return RawConnection.to(URI.create(provider.address()).getPort());
    }
}
