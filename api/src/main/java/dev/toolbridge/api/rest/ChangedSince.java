package dev.toolbridge.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.history.Difference;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Journal.HistoryPage;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// Adds to the refusal of a write on an older version the fields that have changed since, and the authors.
record ChangedSince(EntityType type, Journal journal) {

    /// The newest changes whose authors are named.
    private static final int CHANGES_MAX = 20;

    Refusal told(Caller caller, UUID uid, Precondition precondition, Refusal refusal) {
        OptionalLong base = precondition.single();
        if (base.isEmpty()) {
            return refusal;
        }
        List<Change> changes =
                journal
                        .history(caller.space(), type, uid, new HistoryPage(Long.MAX_VALUE, CHANGES_MAX))
                        .changes()
                        .stream()
                        .filter(change -> change.version() > base.getAsLong())
                        .toList();
        if (changes.isEmpty()) {
            return refusal;
        }
        Refusal told = refusal.fact(
                "by", changes.stream().map(ChangedSince::author).distinct().toList());
        var versions = new Versions(type, journal);
        return journal.version(caller.space(), new Key(type, uid), base.getAsLong()) instanceof Past.Kept kept
                ? told.fact("changed", changed(versions.content(kept.change()), versions.content(changes.getFirst())))
                : told;
    }

    private static List<String> changed(ObjectNode from, ObjectNode to) {
        return Difference.between(from, to).changed();
    }

    private static JsonNode author(Change change) {
        try {
            return Json.parse(change.author());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("the database holds JSON only", impossible);
        }
    }
}
