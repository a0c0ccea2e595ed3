package dev.toolbridge.api.project;

import dev.toolbridge.api.item.Space;

/// The store of what the members of a project need to know first.
public interface Contexts {

    /// The context of a project, as members reach its space.
    ProjectContext read(Space space, ContextQuestion question);
}
