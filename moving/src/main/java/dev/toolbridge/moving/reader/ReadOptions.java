package dev.toolbridge.moving.reader;

import java.util.Optional;
import java.util.UUID;

/// The choices of an import that change what its reader makes.
///
/// @param tasks make tasks of checkboxes, and of rows that have a status and a date
/// @param trash read what is in the trash there
/// @param branches read all branches of a chat, not the current one only
/// @param split cut an item over the limit into parts, instead of refusing it
/// @param into the task list for tasks whose source names none, and instead of one for each file
/// @param map the fields of tables
public record ReadOptions(
        boolean tasks, boolean trash, boolean branches, boolean split, Optional<UUID> into, Optional<FieldMap> map) {

    /// No choice made.
    public static final ReadOptions NONE =
            new ReadOptions(false, false, false, false, Optional.empty(), Optional.empty());

    public ReadOptions withTasks() {
        return new ReadOptions(true, trash, branches, split, into, map);
    }

    public ReadOptions withTrash() {
        return new ReadOptions(tasks, true, branches, split, into, map);
    }

    public ReadOptions withBranches() {
        return new ReadOptions(tasks, trash, true, split, into, map);
    }

    public ReadOptions withSplit() {
        return new ReadOptions(tasks, trash, branches, true, into, map);
    }

    public ReadOptions withInto(UUID list) {
        return new ReadOptions(tasks, trash, branches, split, Optional.of(list), map);
    }

    public ReadOptions withMap(FieldMap fields) {
        return new ReadOptions(tasks, trash, branches, split, into, Optional.of(fields));
    }
}
