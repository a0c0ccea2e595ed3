package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.batch.SentOperations;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Payloads;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the changes of a proposal from the results of a trial: each operation with the item in front of it and after
/// it.
final class Previews {
    private static final int TITLE_LENGTH_MAX = 200;

    /// The operations whose fields are decided one by one.
    private static final Set<String> IN_FIELDS = Set.of("patch", "merge", "replace", ProposedChange.RESTORE);

    private final SentOperations sent;
    private final ArrayNode operations;
    private final Map<Key, Item> present;
    private boolean isOutdated;

    private Previews(SentOperations sent, ArrayNode operations, Map<Key, Item> present) {
        this.sent = sent;
        this.operations = operations;
        this.present = new HashMap<>(present);
    }

    /// The keys of all items that a trial has changed.
    static List<Key> keys(SentOperations sent, BatchResults results) {
        return results.entries().stream()
                .map(entry -> new Key(sent.type(entry.place()), entry.uid().orElseThrow()))
                .distinct()
                .toList();
    }

    /// The changes; empty if an item was changed between the trial and its reading.
    ///
    /// @param operations as they were sent, with the uids in place of references
    /// @param present the items as they are stored
    static Optional<List<ProposedChange>> of(
            SentOperations sent, ArrayNode operations, BatchResults results, Map<Key, Item> present) {
        var previews = new Previews(sent, operations, present);
        var changes = new ArrayList<ProposedChange>();
        for (BatchResults.Entry entry : results.entries()) {
            changes.add(previews.change(entry));
        }
        return previews.isOutdated ? Optional.empty() : Optional.of(changes);
    }

    private ProposedChange change(BatchResults.Entry entry) {
        EntityType type = sent.type(entry.place());
        var key = new Key(type, entry.uid().orElseThrow());
        Optional<Item> before = Optional.ofNullable(present.get(key));
        boolean isChanged = entry.outcome() instanceof Outcome.Changed;
        Item after = item(entry.outcome());
        long version = before.map(Item::version).orElse(0L);
        isOutdated |= version != (isChanged ? after.version() - 1 : after.version());
        present.put(key, after);
        return change(operation(entry, key), type, before, after);
    }

    private static ProposedChange change(ObjectNode operation, EntityType type, Optional<Item> before, Item after) {
        String verb = operation.path("op").textValue();
        ObjectNode now = Payloads.content(type, after.payload().fields());
        ObjectNode then = before.map(
                        item -> Payloads.content(type, item.payload().fields()))
                .orElseGet(Json::object);
        boolean revives = before.filter(Item::isDeleted).isPresent();
        Sides sides = revives ? new Sides(Json.object(), now) : sides(verb, then, now);
        String title = title(type, before.isPresent() ? then : now);
        long version = before.map(Item::version).orElse(0L);
        return new ProposedChange(
                operation,
                version,
                title,
                sides.before(),
                sides.after(),
                revives || !IN_FIELDS.contains(verb),
                Optional.empty());
    }

    private record Sides(ObjectNode before, ObjectNode after) {}

    private static Sides sides(String verb, ObjectNode then, ObjectNode now) {
        return switch (verb) {
            case ProposedChange.CREATE -> new Sides(Json.object(), now);
            case ProposedChange.DELETE -> new Sides(then, Json.object());
            default -> differing(then, now);
        };
    }

    /// The fields that differ.
    private static Sides differing(ObjectNode then, ObjectNode now) {
        List<String> fields = Hunks.fields(then, now)
                .filter(field -> !then.path(field).equals(now.path(field)))
                .toList();
        return new Sides(Hunks.only(fields, then), Hunks.only(fields, now));
    }

    /// The operation on this one item, without the conditions that the trial has met.
    private ObjectNode operation(BatchResults.Entry entry, Key key) {
        ObjectNode operation = (ObjectNode) operations.get(entry.place()).deepCopy();
        operation.remove(List.of("ref", "where", "expect", "ifMatch"));
        return operation.put("uid", key.uid().toString());
    }

    private static String title(EntityType type, ObjectNode content) {
        String text = content.path(type.fields().getFirst().name()).asText("");
        if (text.length() <= TITLE_LENGTH_MAX) {
            return text;
        }
        boolean isSplit = Character.isHighSurrogate(text.charAt(TITLE_LENGTH_MAX - 1));
        return text.substring(0, isSplit ? TITLE_LENGTH_MAX - 1 : TITLE_LENGTH_MAX);
    }

    private static Item item(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> changed.item();
            case Outcome.Unchanged unchanged -> unchanged.item();
            case Outcome.Lost lost -> lost.item();
            case Outcome.Refused refused -> throw refused.refusal();
        };
    }
}
