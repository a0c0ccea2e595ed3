package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.text.MarkdownHtml;
import java.util.Optional;

/// The author of a change: what its credential proves, and apart from it what it only says.
///
/// @param json the actor as the journal names it
public record ChangeAuthor(JsonNode json) {

    public String user() {
        return text("user").orElse("");
    }

    /// The program that the credential proves.
    public Optional<String> client() {
        return text("client_id").or(() -> text("acting_party")).or(() -> text("key_id"));
    }

    /// Tells if the change was made on a page of the console, as its credential proves. What a client says is no proof.
    ///
    /// @param console the console as a client of the identity provider; empty if it is not known
    public boolean isOf(String console) {
        return !console.isEmpty()
                && json.path("client_id").asText().equals(console)
                && party().isEmpty()
                && !json.has("key_id");
    }

    /// The party that acts for the user.
    public Optional<String> party() {
        return text("acting_party");
    }

    public Optional<String> claimedClient() {
        return text("claimed_client");
    }

    public Optional<String> claimedTool() {
        return text("claimed_tool");
    }

    public Optional<String> claimedRun() {
        return text("claimed_run");
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(json.path(name).textValue()).map(MarkdownHtml::visible);
    }
}
