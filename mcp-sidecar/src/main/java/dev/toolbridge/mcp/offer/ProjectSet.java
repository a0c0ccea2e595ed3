package dev.toolbridge.mcp.offer;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.protocol.ProtocolError;

/// The projects that connections can be bound to.
public interface ProjectSet {

    /// A server that has none.
    ProjectSet NONE = new ProjectSet() {
        @Override
        public Binding find(String name, Principal principal) {
            throw ProjectChoice.unknown();
        }

        @Override
        public void forget(Principal principal) {}
    };

    /// The project of that name, as it is now: its id, its slug or its number.
    ///
    /// @throws ProtocolError if there is none of which the principal is a member, or if it cannot be asked
    Binding find(String name, Principal principal);

    /// Forgets what is known of the principal's project, since it has changed.
    void forget(Principal principal);
}
