package dev.toolbridge.api.project;

import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;

/// A question for the context of a project.
///
/// @param types the types whose items the sender may read
/// @param level the size of the answer; else that of the project's MCP configuration
/// @param environment the environment whose variables are named; else those of all
/// @param since the place after which the changes are told; else everything
public record ContextQuestion(
        List<EntityType> types, Optional<String> level, Optional<String> environment, Optional<Cursor> since) {

    public ContextQuestion {
        types = List.copyOf(types);
    }
}
