package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One operation of a proposal, with what it changes.
///
/// @param operation the operation as a batch takes it; it names its item
/// @param version the version of the item that it was based on, 0 for a new one
/// @param before the fields that it changes, as they are in that version; all fields for a deletion
/// @param after the same fields after it; all fields for a new or a returning item
/// @param isWhole true if it is done or not done as a whole
/// @param gone the reason why it cannot be done, if its item is no longer there, or there already
public record ProposedChange(
        ObjectNode operation,
        long version,
        String title,
        ObjectNode before,
        ObjectNode after,
        boolean isWhole,
        Optional<String> gone) {

    static final String CREATE = "create";
    static final String DELETE = "delete";
    static final String RESTORE = "restore";

    private static final String OPERATION = "operation";
    private static final String VERSION = "version";
    private static final String TITLE = "title";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String WHOLE = "whole";
    private static final String GONE = "gone";

    /// The name of the operation: `patch`.
    public String verb() {
        return operation.path("op").textValue();
    }

    public EntityType type() {
        return Entities.find(operation.path("type").textValue()).orElseThrow();
    }

    public UUID uid() {
        return Uids.parse(operation.path("uid")).orElseThrow();
    }

    Key key() {
        return new Key(type(), uid());
    }

    /// The same change of a later version of its item.
    ProposedChange rebased(long laterVersion, ObjectNode laterBefore, ObjectNode laterAfter) {
        return new ProposedChange(operation, laterVersion, title, laterBefore, laterAfter, isWhole, Optional.empty());
    }

    /// The same change, by another operation.
    ProposedChange sentAs(ObjectNode other) {
        return new ProposedChange(other, version, title, before, after, isWhole, gone);
    }

    ProposedChange without(String reason) {
        return new ProposedChange(operation, version, title, before, after, isWhole, Optional.of(reason));
    }

    /// The text of changes as it is stored and hashed.
    public static String text(List<ProposedChange> changes) {
        var list = Json.mapper().createArrayNode();
        changes.forEach(change -> list.add(change.json()));
        return Json.text(list);
    }

    /// Reads the text of changes.
    public static List<ProposedChange> parse(JsonNode list) {
        return list.valueStream().map(ProposedChange::of).toList();
    }

    private ObjectNode json() {
        var json = Json.object();
        json.set(OPERATION, operation);
        json.put(VERSION, version).put(TITLE, title);
        json.set(BEFORE, before);
        json.set(AFTER, after);
        json.put(WHOLE, isWhole);
        gone.ifPresent(reason -> json.put(GONE, reason));
        return json;
    }

    private static ProposedChange of(JsonNode json) {
        return new ProposedChange(
                (ObjectNode) json.path(OPERATION),
                json.path(VERSION).longValue(),
                json.path(TITLE).textValue(),
                (ObjectNode) json.path(BEFORE),
                (ObjectNode) json.path(AFTER),
                json.path(WHOLE).booleanValue(),
                Optional.ofNullable(json.path(GONE).textValue()));
    }
}
