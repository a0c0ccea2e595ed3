package dev.toolbridge.api.query;

import java.util.List;

/// A field of an item, as a query names it.
///
/// @param written the name in refusals and in answers
/// @param kind the values by which it is compared
/// @param place its place in an item or in an entry of the journal
public record FieldName(String written, FieldKind kind, Place place) {

    /// The place of a field.
    public sealed interface Place {}

    /// All texts of an item together.
    public record WholeItem() implements Place {}

    /// Beside the payload.
    public record Envelope(Fact fact) implements Place {}

    /// In an entry of the journal.
    public record Entry(EntryFact fact) implements Place {}

    /// In the payload, at a path of names.
    public record Member(List<String> path) implements Place {

        public Member {
            path = List.copyOf(path);
        }

        /// Tests for the member of that name at the top of the payload.
        public boolean is(String name) {
            return path.equals(List.of(name));
        }
    }

    /// The facts of an entry of the journal. Those of the author beside the user are claims.
    public enum EntryFact {
        AT("at", FieldKind.INSTANT),
        TYPE("type", FieldKind.TEXT),
        OPERATION("operation", FieldKind.TEXT),
        USER("user", FieldKind.TEXT),
        CLIENT("client", FieldKind.TEXT),
        TOOL("tool", FieldKind.TEXT),
        RUN("run", FieldKind.TEXT);

        private final String wireName;
        private final FieldKind kind;

        EntryFact(String wireName, FieldKind kind) {
            this.wireName = wireName;
            this.kind = kind;
        }

        FieldName field() {
            return new FieldName(wireName, kind, new Entry(this));
        }
    }

    /// The facts that the server keeps beside each payload.
    public enum Fact {
        TYPE("type", FieldKind.TEXT),
        UID("uid", FieldKind.UID),
        VERSION("version", FieldKind.WHOLE),
        CREATED_AT("createdAt", FieldKind.INSTANT),
        UPDATED_AT("updatedAt", FieldKind.INSTANT),
        DELETED_AT("deletedAt", FieldKind.INSTANT),
        /// The user who made the last change.
        CHANGED_BY("changedBy", FieldKind.TEXT),
        /// The client of the last change.
        CHANGED_THROUGH("changedThrough", FieldKind.TEXT);

        private final String wireName;
        private final FieldKind kind;

        Fact(String wireName, FieldKind kind) {
            this.wireName = wireName;
            this.kind = kind;
        }

        public String wireName() {
            return wireName;
        }

        FieldName field() {
            return new FieldName(wireName, kind, new Envelope(this));
        }
    }
}
