package dev.toolbridge.connect.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses with a project and with narrowed tools.
class McpAddressTest {

    @Test
    void aProjectAndTheNarrowingStandBehindTheAddress() {
        String query = McpAddress.query(true, Optional.of("notes, tasks"), Optional.of("web-shop"));
        assertThat(query).isEqualTo("?project=web-shop&entities=notes,tasks&readonly=true");
        assertThat(McpAddress.narrowed(URI.create("https://acme.example/mcp?ui=true"), query))
                .hasToString("https://acme.example/mcp?ui=true&project=web-shop&entities=notes,tasks&readonly=true");
        assertThat(McpAddress.query(false, Optional.empty(), Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a&readonly=false", "../notes", "a\nb"})
    void whatCanNameNoProjectIsRefused(String name) {
        assertThatThrownBy(() -> McpAddress.query(false, Optional.empty(), Optional.of(name)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("slug, number or id");
    }
}
