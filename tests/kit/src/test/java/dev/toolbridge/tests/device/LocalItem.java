package dev.toolbridge.tests.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An item as a device keeps it.
///
/// @param updatedAt when it was changed, by the clock of whoever changed it
/// @param version as the server told; 0 before it has
record LocalItem(UUID uid, Kind kind, Content content, Instant updatedAt, long version) {

    /// What a person sees of it.
    ///
    /// @param note the note that a comment is about
    record Content(String title, Optional<UUID> note, boolean isDeleted) {}

    /// The types that a device works with, parents first: in this order it pushes.
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

    /// As it is pushed.
    String json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("uid", uid.toString()).put("updatedTs", updatedAt.toString());
        json.put(kind == Kind.COMMENT ? "content" : "title", content.title());
        content.note().ifPresent(note -> json.put("parentType", "note").put("parentUid", note.toString()));
        json.putObject("sync").put("version", Math.max(version, 1)).put("isDeleted", content.isDeleted());
        return json.toString();
    }
}
