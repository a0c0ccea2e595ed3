package dev.toolbridge.launcher.run;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.util.Optional;

/// Everything that the parts of a workspace need to know.
///
/// @param externalDatabase the owner's way into a database of the user's own; empty for an embedded one
record RunPlan(Installation installation, Workspace workspace, Ports ports, Optional<DatabaseUrl> externalDatabase) {}
