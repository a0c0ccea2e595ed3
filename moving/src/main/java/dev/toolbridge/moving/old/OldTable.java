package dev.toolbridge.moving.old;

import java.util.List;
import java.util.Optional;

/// A table of items in the old server's database, which has the name of their type.
///
/// @param name its name
/// @param parentColumn the column that holds the uid of a required parent
/// @param parents SQL that is true of a row `i` with a live parent
public record OldTable(String name, Optional<String> parentColumn, String parents) {
    private static final String NO_PARENT = "true";

    private static final String COMMENTED = """
            (i.parent_type = 'note' AND EXISTS (SELECT FROM note p
              WHERE p.owner_id = i.owner_id AND p.uid = i.parent_uid AND p.deleted_at_ms IS NULL)
            OR i.parent_type = 'task' AND EXISTS (SELECT FROM task p
              WHERE p.owner_id = i.owner_id AND p.uid = i.parent_uid AND p.deleted_at_ms IS NULL))""";

    private static final String SAID_IN_CHAT = """
            EXISTS (SELECT FROM chat p
              WHERE p.owner_id = i.owner_id AND p.uid = i.chat_uid AND p.deleted_at_ms IS NULL)""";

    /// All of them, parents before children.
    public static final List<OldTable> ALL = List.of(
            plain("task_list_category"),
            plain("task_list"),
            plain("note"),
            plain("task"),
            new OldTable("comment", Optional.of("parent_uid"), COMMENTED),
            plain("chat"),
            new OldTable("chat_message", Optional.of("chat_uid"), SAID_IN_CHAT));

    private static OldTable plain(String name) {
        return new OldTable(name, Optional.empty(), NO_PARENT);
    }
}
