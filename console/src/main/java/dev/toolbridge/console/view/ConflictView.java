package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A conflict of two sides of an item as a page shows it.
///
/// @param json the conflict as the API tells it
public record ConflictView(JsonNode json) {
    private static final String KEPT = "kept";
    private static final String LOST = "lost";

    /// A field in which the sides differ.
    ///
    /// @param kept its changes on the side that the item has
    /// @param lost its changes on the other side
    /// @param isText true if it is a text on the side that the item has
    public record Side(String name, ChangedText kept, ChangedText lost, boolean isText) {}

    public String uid() {
        return json.path("uid").asText();
    }

    public long version() {
        return json.path("version").asLong();
    }

    public String type() {
        return json.path("type").asText();
    }

    public String kind() {
        return json.path("kind").asText();
    }

    public String at() {
        return json.path("at").asText();
    }

    /// The item with the fields that it has.
    public ItemView item() {
        JsonNode fields = json.path(KEPT).isObject() ? json.path(KEPT) : json.path(LOST);
        return new ItemView(
                Entities.named(type()), Json.object().put("uid", uid()).set("payload", fields));
    }

    public ChangeAuthor author(String side) {
        return new ChangeAuthor(json.path(side + "By"));
    }

    /// Tells if a side has deleted the item.
    public boolean isDeleted(String side) {
        return !json.path(side).isObject();
    }

    /// The kept fields as JSON.
    public String keptText() {
        return json.path(KEPT).toString();
    }

    /// The fields in which the sides differ.
    public List<Side> sides() {
        Set<String> names = new LinkedHashSet<>();
        json.path(KEPT).fieldNames().forEachRemaining(names::add);
        json.path(LOST).fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name ->
                        !json.path(KEPT).path(name).equals(json.path(LOST).path(name)))
                .map(name -> new Side(
                        name,
                        ChangedText.between(text("base", name), text(KEPT, name)),
                        ChangedText.between(text("base", name), text(LOST, name)),
                        json.path(KEPT).path(name).isTextual()))
                .toList();
    }

    /// The value of a field on a side as text; a value of another kind as JSON.
    public String text(String side, String name) {
        JsonNode value = json.path(side).path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
