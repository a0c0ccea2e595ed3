package dev.toolbridge.api.project;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.SpaceRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The store of members and invitations, under the same rule as [Projects].
public interface Members {
    int OF_PROJECT_MAX = 200;

    /// The invitations of a project that are neither used nor over.
    int INVITATIONS_MAX = 100;

    /// An invitation to be stored, of whose code only the hash is.
    record Invitation(UUID id, byte[] hash, SpaceRole role, Optional<String> email, Instant expiresAt) {}

    /// All members, in the order of their numbers.
    List<Member> list(Caller caller, UUID project);

    /// Gives a member another role.
    Member change(Caller caller, UUID user, SpaceRole role);

    /// Removes a member, who may be the caller, and ends the member's keys of the project.
    void remove(Caller caller, UUID user);

    /// Makes an administrator of the tenant an owner of a project.
    Member own(Caller caller, UUID project);

    void invite(Caller caller, Invitation invitation);

    /// Uses an invitation.
    ///
    /// @param hash that of the code
    /// @param name the name that the new member gives
    /// @return the project
    UUID join(Caller caller, byte[] hash, Optional<String> name);
}
