package dev.toolbridge.api.store.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/// Authors as the journal stores them: one JSON object without the absent facts.
public final class Authors {

    private Authors() {}

    public static String json(Author author) {
        var facts = Json.object().put("user", author.subject());
        author.clientId().ifPresent(value -> facts.put("client_id", value));
        author.actingParty().ifPresent(value -> facts.put("acting_party", value));
        author.keyId().ifPresent(value -> facts.put("key_id", value));
        author.claimedClient().ifPresent(value -> facts.put("claimed_client", value));
        author.claimedTool().ifPresent(value -> facts.put("claimed_tool", value));
        author.claimedRun().ifPresent(value -> facts.put("claimed_run", value));
        author.approval().ifPresent(approval -> {
            facts.put("approved_by", approval.by());
            approval.clientId().ifPresent(value -> facts.put("approved_client", value));
            facts.put("proposal", approval.proposal().toString());
        });
        return Json.text(facts);
    }

    /// The author of a request, as [#json] has written it.
    public static Author parse(byte[] json, String request) {
        try {
            JsonNode facts = Json.parse(json);
            return new Author(
                    facts.path("user").asText(),
                    fact(facts, "client_id"),
                    fact(facts, "acting_party"),
                    fact(facts, "key_id"),
                    fact(facts, "claimed_client"),
                    fact(facts, "claimed_tool"),
                    fact(facts, "claimed_run"),
                    request,
                    approval(facts));
        } catch (IOException impossible) {
            throw new UncheckedIOException("the database holds JSON only", impossible);
        }
    }

    private static Optional<Author.Approval> approval(JsonNode facts) {
        return fact(facts, "approved_by")
                .map(by -> new Author.Approval(
                        by,
                        fact(facts, "approved_client"),
                        UUID.fromString(facts.path("proposal").asText())));
    }

    private static Optional<String> fact(JsonNode facts, String name) {
        return Optional.ofNullable(facts.get(name)).map(JsonNode::textValue);
    }
}
