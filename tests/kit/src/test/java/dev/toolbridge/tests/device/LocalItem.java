package dev.toolbridge.tests.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An item as a device keeps it.
///
/// @param updatedAt the time of its change, by the clock of the device that changed it
/// @param version the version from the server; 0 before the server's first answer
record LocalItem(UUID uid, Kind kind, Content content, Instant updatedAt, long version) {

    /// The part of an item that a person sees.
    ///
    /// @param note the note that a comment is about
    record Content(String title, Optional<UUID> note, boolean isDeleted) {}

    /// The types that a device works with, in the order of its pushes: parents first.
    enum Kind {
        NOTE("notes"),
        COMMENT("comments");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        String plural() {
            return plural;
        }
    }

    static LocalItem from(Kind kind, JsonNode payload) {
        boolean comment = kind == Kind.COMMENT;
        var content = new Content(
                payload.path(comment ? "content" : "title").asText(),
                comment ? Optional.of(UUID.fromString(payload.path("parentUid").textValue())) : Optional.empty(),
                false);
        return new LocalItem(
                UUID.fromString(payload.path("uid").textValue()),
                kind,
                content,
                Instant.parse(payload.path("updatedTs").textValue()),
                payload.at("/sync/version").longValue());
    }

    boolean isLive() {
        return !content.isDeleted();
    }

    LocalItem changed(Content newContent, Instant now) {
        return new LocalItem(uid, kind, newContent, now, version);
    }

    LocalItem acknowledged(long newVersion, Instant storedAt) {
        return new LocalItem(uid, kind, content, storedAt, newVersion);
    }

    /// The item as JSON for a push.
    String json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("uid", uid.toString()).put("updatedTs", updatedAt.toString());
        json.put(kind == Kind.COMMENT ? "content" : "title", content.title());
        content.note().ifPresent(note -> json.put("parentType", "note").put("parentUid", note.toString()));
        json.putObject("sync").put("version", Math.max(version, 1)).put("isDeleted", content.isDeleted());
        return json.toString();
    }
}
