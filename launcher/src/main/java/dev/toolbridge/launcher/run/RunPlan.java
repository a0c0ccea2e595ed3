package dev.toolbridge.launcher.run;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.util.Optional;

/// The facts that the parts of a workspace need.
///
/// @param externalDatabase the address of the user's own database, as its owner; empty for an embedded one
record RunPlan(Installation installation, Workspace workspace, Ports ports, Optional<DatabaseUrl> externalDatabase) {}
