package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The MCP configuration of a project, which its admins choose and its routes alone write.
class McpConfigurationTest {
    private final Team team = Team.ofAllRoles();

    @Test
    void isThatOfDevelopersAtFirst() {
        Reply unset = team.send("viewer", "GET", team.project("/mcp"));
        assertThat(unset.at("/preset").asText()).as(unset::toString).isEqualTo("developer");
        assertThat(unset.at("/contextLevel").asText()).isEqualTo("standard");
        assertThat(unset.at("/enabledPlugins").toString()).contains("core", "environment", "memory", "chat_messages");
        assertThat(unset.at("/pluginSettings")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"founder, minimal, 2", "contractor, standard, 2", "developer, full, 12"})
    void takesAPreset(String preset, String level, int plugins) {
        Reply put = put("{\"preset\":\"" + preset + "\"}");
        assertThat(put.at("/contextLevel").asText()).as(put::toString).isEqualTo(level);
        assertThat(put.at("/enabledPlugins")).hasSize(plugins);
        Reply shown = team.send("developer", "GET", team.project("/mcp"));
        assertThat(shown.json()).isEqualTo(put.json());
        assertThat(put(shown.body()).json()).isEqualTo(put.json());
    }

    @Test
    void takesAChoiceOfItsOwnAndKeepsItsHistory() {
        put("{\"preset\":\"founder\",\"pluginSettings\":{\"core\":{\"deep\":[1,{\"a\":null}]}}}");
        Reply put = put("{\"preset\":\"custom\",\"enabledPlugins\":[\"tasks\",\"core\",\"tasks\"],"
                + "\"contextLevel\":\"full\"}");
        assertThat(put.at("/enabledPlugins").toString()).isEqualTo("[\"core\",\"tasks\"]");
        assertThat(put.at("/pluginSettings")).isEmpty();
        assertThat(team.send("viewer", "GET", team.project("/context"))
                        .at("/level")
                        .asText())
                .isEqualTo("full");

        String item = team.space("/mcp_configurations/" + team.id());
        assertThat(team.send("viewer", "GET", item).at("/payload/preset").asText())
                .isEqualTo("custom");
        Reply history = team.send("viewer", "GET", item + "/history");
        assertThat(history.at("/items")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"preset\":\"boss\"}",
                "{\"preset\":\"custom\"}",
                "{\"preset\":\"custom\",\"enabledPlugins\":[\"cor\"]}",
                "{\"preset\":\"custom\",\"enabledPlugins\":\"core\"}",
                "{\"preset\":\"founder\",\"enabledPlugins\":[\"core\",\"notes\"]}",
                "{\"preset\":\"founder\",\"contextLevel\":\"all\"}",
                "{\"preset\":\"founder\",\"pluginSettings\":[]}",
                "{\"preset\":\"founder\",\"contextLevels\":\"full\"}"
            })
    void refusesWhatNoConfigurationIs(String body) {
        Reply refused = team.send("admin", "PUT", team.project("/mcp"), body);
        assertThat(refused.status()).as(refused::toString).isEqualTo(400);
        assertThat(refused.at("/code").asText()).isEqualTo("invalid_field");
    }

    @Test
    void limitsTheSettings() {
        String fitting = "x".repeat(65_536 - "{\"a\":\"\"}".length());
        put("{\"preset\":\"founder\",\"pluginSettings\":{\"a\":\"" + fitting + "\"}}");
        Reply refused = team.send(
                "admin",
                "PUT",
                team.project("/mcp"),
                "{\"preset\":\"founder\",\"pluginSettings\":{\"a\":\"" + fitting + "x\"}}");
        assertThat(refused.at("/field").asText()).as(refused::toString).isEqualTo("pluginSettings");
    }

    @Test
    void isWrittenByItsRouteOnly() {
        put("{\"preset\":\"founder\"}");
        String item = team.space("/mcp_configurations/" + team.id());
        assertThat(team.send("owner", "PATCH", item, "{\"preset\":\"developer\"}")
                        .status())
                .isEqualTo(405);
        assertThat(team.send("owner", "DELETE", item).status()).isEqualTo(405);
        String session = team.send("owner", "POST", team.space("/sync/sessions"), "")
                .at("/id")
                .asText();
        Reply acks = team.send(
                "owner",
                Call.of("POST", team.space("/sync/mcp_configurations/push"))
                        .with("X-Sync-Session", session)
                        .with("X-Sync-Epoch", "1")
                        .json("{\"items\":[{\"uid\":\"" + team.id() + "\",\"preset\":\"developer\"}]}"));
        assertThat(acks.body()).contains("managed");
    }

    private Reply put(String body) {
        Reply put = team.send("admin", "PUT", team.project("/mcp"), body);
        assertThat(put.status()).as(put::toString).isEqualTo(200);
        return put;
    }
}
