package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tools with a page, and their pages: on request only, and without any domain.
class AppPagesTest {
    private static final List<String> PAGES =
            List.of("ui://toolbridge/list", "ui://toolbridge/item", "ui://toolbridge/review");
    private static final String NOTE_TOOLS = "list_notes_ui show_note_ui delete_note_ui edit_note_ui apply_note_edit"
            + " discard_note_edit accept_note_edit_hunk reject_note_edit_hunk revise_note_edit_hunk";
    private static final String TASK_TOOLS = "list_tasks_ui show_task_ui process_task_ui archive_task_ui";

    @Sidecar
    private static TestServer server;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ?ui=true                                       | 13
        ?ui=true&entities=notes                        | 9
        ?ui=true&entities=tasks                        | 4
        ?ui=true&readonly=true                         | 5
        ?ui=true&exclude=delete_note,process_task      | 11
        ?ui=true&entities=notes&exclude=patch_note     | 3
        ?ui=true&entities=comments                     | 0
        ?ui=false                                      | 0
        ''                                             | 0\
        """)
    void anAddressListsThemOnRequest(String query, int count) {
        List<String> all = List.of((NOTE_TOOLS + " " + TASK_TOOLS).split(" ", -1));

        assertThat(listed(query).findValuesAsText("name").stream().filter(all::contains))
                .hasSize(count);
    }

    @Test
    void thePlainToolsAreListedBesideThem() {
        assertThat(listed("?ui=true").size()).isEqualTo(ToolCount.LISTED + 13);
        assertThat(listed("")).hasSize(ToolCount.LISTED);
    }

    @Test
    void aToolThatIsNotListedCannotBeCalled() {
        JsonNode answer = Wire.json(post("", "tools/call", "{\"name\":\"list_notes_ui\",\"arguments\":{}}"));

        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
    }

    @Test
    void aToolNamesItsPageAndAHunkIsMarkedByThePageOnly() {
        for (JsonNode tool : listed("?ui=true")) {
            JsonNode page = tool.at("/_meta/ui");
            if (page.isMissingNode()) {
                continue;
            }
            assertThat(PAGES).contains(page.path("resourceUri").asText());
            boolean marks = tool.path("name").asText().endsWith("_hunk");
            assertThat(page.path("visibility").toString()).isEqualTo(marks ? "[\"app\"]" : "");
        }
    }

    @Test
    void pagesAreResourcesWhereTheirToolsAre() {
        assertThat(resources("?ui=true")).containsAll(PAGES);
        assertThat(resources("?ui=true&entities=tasks")).contains(PAGES.get(0)).doesNotContain(PAGES.get(2));
        assertThat(resources("")).doesNotContainAnyElementsOf(PAGES);
        assertThat(Wire.json(post("", "resources/read", "{\"uri\":\"ui://toolbridge/list\"}"))
                        .has("error"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "item", "review"})
    void aPageIsConstantAndClosed(String name) {
        String uri = "{\"uri\":\"ui://toolbridge/" + name + "\"}";
        JsonNode page = Wire.json(post("?ui=true", "resources/read", uri)).at("/result/contents/0");
        String html = page.path("text").asText();

        assertThat(page.path("mimeType").asText()).isEqualTo("text/html;profile=mcp-app");
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("default-src 'none'", "ui/initialize", "host.start(")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "://");
        assertThat(page.at("/_meta/ui/csp")).hasSize(4).allMatch(JsonNode::isEmpty);
        assertThat(page.at("/_meta/ui").has("permissions")).isFalse();
    }

    @Test
    void theExtensionIsDeclaredWithThePages() {
        assertThat(introduction("?ui=true")
                        .at("/extensions/io.modelcontextprotocol~1ui/mimeTypes/0")
                        .asText())
                .isEqualTo("text/html;profile=mcp-app");
        assertThat(introduction("").has("extensions")).isFalse();
    }

    @Test
    void aMisspeltWishIsRefused() {
        var wire = new Wire(server.address("/mcp?ui=yes"), TestServer.token("ann"));

        assertThat(wire.initialize("2025-11-25").statusCode()).isEqualTo(400);
    }

    private static JsonNode introduction(String query) {
        var wire = new Wire(server.address("/mcp" + query), TestServer.token("ann"));
        return Wire.json(wire.initialize("2025-11-25")).at("/result/capabilities");
    }

    private static JsonNode listed(String query) {
        return Wire.json(post(query, "tools/list", "{}")).at("/result/tools");
    }

    private static List<String> resources(String query) {
        return Wire.json(post(query, "resources/list", "{}"))
                .at("/result/resources")
                .findValuesAsText("uri");
    }

    private static HttpResponse<String> post(String query, String method, String parameters) {
        var wire = Wire.connected(server.address("/mcp" + query), TestServer.token("ann"));
        return wire.post(wire.request(method, parameters));
    }
}
