package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// One resource is one, however its address is written.
class ResourceNamesTest {

    @Test
    void theSlashOfAnEmptyPathMakesNoDifference() {
        assertThat(ResourceNames.of(Set.of("https://tools.example")))
                .containsExactlyInAnyOrder("https://tools.example", "https://tools.example/");
        assertThat(ResourceNames.of(Set.of("https://tools.example:8443/")))
                .containsExactlyInAnyOrder("https://tools.example:8443", "https://tools.example:8443/");
    }

    @Test
    void aSlashBehindAPathDoes() {
        assertThat(ResourceNames.of(Set.of("https://tools.example/mcp"))).containsExactly("https://tools.example/mcp");
    }

    @Test
    void onLoopbackEachOfItsNamesIsGood() {
        assertThat(ResourceNames.of(Set.of("http://[::1]:8001/mcp")))
                .containsExactlyInAnyOrder(
                        "http://localhost:8001/mcp", "http://127.0.0.1:8001/mcp", "http://[::1]:8001/mcp");
        assertThat(ResourceNames.of(Set.of("http://localhost:8001"))).hasSize(6);
    }

    @Test
    void whatIsNoPlainAddressStaysAsItIs() {
        Set<String> names =
                Set.of("api", "urn:tools", "http://a b", "https://localhost@evil.example", "localhost:8001");
        assertThat(ResourceNames.of(names)).isEqualTo(names);
    }

    @Test
    void theMcpServersAudiencesAreKnownInEverySpelling() {
        var audiences = new Audiences(
                Set.of("api"), Set.of("http://127.0.0.1:8001"), Set.of("api"), AudienceMode.EXCHANGE, false);
        assertThat(audiences.all()).contains("api", "http://localhost:8001/", "http://[::1]:8001");
    }
}
