package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.service.json.Json;

/// Authors as the journal keeps them: one JSON object, absent facts left out.
final class Authors {

    private Authors() {}

    static String json(Author author) {
        var facts = Json.object().put("user", author.subject());
        author.clientId().ifPresent(value -> facts.put("client_id", value));
        author.actingParty().ifPresent(value -> facts.put("acting_party", value));
        author.keyId().ifPresent(value -> facts.put("key_id", value));
        author.claimedClient().ifPresent(value -> facts.put("claimed_client", value));
        author.claimedTool().ifPresent(value -> facts.put("claimed_tool", value));
        author.claimedRun().ifPresent(value -> facts.put("claimed_run", value));
        return Json.text(facts);
    }
}
