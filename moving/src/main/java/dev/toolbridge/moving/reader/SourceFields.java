package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/// Fields that a source names itself. A name that means something here is kept with `source_` before it, so that
/// nothing of ours is overwritten.
public final class SourceFields {
    private static final Set<String> OURS = Set.of(
            "uid",
            "updatedts",
            "updatetime",
            "updatedat",
            "createdat",
            "deletedat",
            "sync",
            "version",
            "isdirty",
            "isdeleted",
            "remoteupdatedat",
            "lastsyncedat",
            "imported",
            "content",
            "folder",
            "links",
            "part");

    private SourceFields() {}

    /// Adds a field under the name that it may have.
    public static void add(Draft draft, String name, JsonNode value) {
        boolean taken = OURS.contains(name.toLowerCase(Locale.ROOT))
                || draft.type.field(name).isPresent();
        draft.value(taken || draft.has(name) ? "source_" + name : name, value);
    }
}
