package dev.toolbridge.api.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.view.ViewedItem;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The live items of a space at a head, in parts.
///
/// @param seq the number of the head
record ViewReading(ArchivedItems items, ArchivedChildren children, Space space, long seq) {

    /// Takes the next part.
    @FunctionalInterface
    interface Part {
        void take(List<ViewedItem> items) throws IOException;
    }

    /// Reads all items of a type.
    void each(String type, Part taker) throws IOException {
        var parts =
                new ArchivedParts<ArchivedItem, UUID>(after -> items.items(question(type), after), entry -> entry.item()
                        .uid());
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            taker.take(viewed(part.get()));
        }
    }

    /// Reads the items of a type that are kept under another one.
    void eachUnder(UUID parent, String type, Part taker) throws IOException {
        Optional<ArchivedChildren.Place> after = Optional.empty();
        do {
            var part = viewed(children.children(question(type), parent, after).entries());
            taker.take(part);
            after = part.isEmpty() ? Optional.empty() : Optional.of(ArchivedChildren.Place.of(part.getLast()));
        } while (after.isPresent());
    }

    /// Those of the items under which items of a type may be kept.
    Set<UUID> withChildren(List<ViewedItem> parents, String type) {
        return children.withChildren(
                question(type), parents.stream().map(ViewedItem::uid).toList());
    }

    /// Those of the items of a type that are live.
    Set<UUID> live(String type, Collection<UUID> uids) {
        return children.live(question(type), List.copyOf(uids));
    }

    private ArchivedItems.Question question(String type) {
        return new ArchivedItems.Question(space, Entities.named(type), seq);
    }

    private static List<ViewedItem> viewed(List<ArchivedItem> part) {
        return part.stream()
                .filter(entry -> !entry.item().isDeleted())
                .map(ViewReading::viewed)
                .toList();
    }

    private static ViewedItem viewed(ArchivedItem entry) {
        Item item = entry.item();
        return new ViewedItem(
                item.uid(),
                Instant.ofEpochMilli(entry.createdAtMs()),
                Instant.ofEpochMilli(item.updatedAtMs()),
                (ObjectNode) Json.stored(new String(item.payload().json(), StandardCharsets.UTF_8)));
    }
}
