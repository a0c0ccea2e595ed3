package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.service.html.FormText;

/// The changes of one client that belong together.
///
/// @param json the run as the API tells it
public record RunView(JsonNode json) {

    public String id() {
        return json.path("id").asText();
    }

    /// Its id as a reader sees it.
    public String name() {
        return MarkdownHtml.visible(id());
    }

    /// The client that its credential proves; empty for none.
    public String client() {
        return json.path("client").asText();
    }

    public String firstAt() {
        return json.path("firstAt").asText();
    }

    public String lastAt() {
        return json.path("lastAt").asText();
    }

    public boolean isUndone() {
        return json.path("undone").asBoolean();
    }

    /// The number of its changes.
    public int changes() {
        int changes = 0;
        for (JsonNode ofType : json.path("counts")) {
            for (JsonNode ofOperation : ofType) {
                changes += ofOperation.asInt();
            }
        }
        return changes;
    }

    /// The path of its page.
    public String address() {
        return address(id(), client());
    }

    /// The path of the page of a run.
    public static String address(String run, String client) {
        return "/console/runs/one?"
                + new FormText().add("run", run).add("client", client).text();
    }
}
