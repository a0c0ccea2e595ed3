package dev.toolbridge.moving.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.UidForm;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An item that is shown.
///
/// @param created the time at which the server got it; its payload may tell an earlier one
public record ViewedItem(UUID uid, Instant created, Instant updated, ObjectNode payload) {

    /// The text of a field; empty without one.
    public String text(String field) {
        return payload.path(field).isTextual() ? payload.path(field).textValue() : "";
    }

    /// The text of a field in one line.
    public String line(String field) {
        return text(field).replaceAll("\\s+", " ").strip();
    }

    /// The item that a field names.
    public Optional<UUID> uid(String field) {
        return UidForm.read(text(field));
    }

    String createdAt() {
        JsonNode told = payload.path("createdAt");
        return told.isTextual() ? told.textValue() : created.toString();
    }
}
