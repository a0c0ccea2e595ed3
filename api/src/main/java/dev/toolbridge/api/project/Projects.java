package dev.toolbridge.api.project;

import dev.toolbridge.api.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The store of projects. Each change is one transaction with the item that tells of it, and with its entry in the
/// audit
/// log if it is about rights; rights are looked at once more in it.
public interface Projects {
    /// The projects that a tenant may have.
    int OF_TENANT_MAX = 10_000;

    /// A part of a list.
    ///
    /// @param ofAll true for all projects of the tenant, false for those that the caller is a member of
    /// @param repository the repository that they must have
    record Part(boolean ofAll, Optional<RepositoryAddress> repository, Optional<UUID> after, int limit) {}

    /// Makes a project whose owner is the caller.
    Project create(Caller caller, ProjectDraft draft);

    List<Project> list(Caller caller, Part part);

    /// A project of the caller's tenant, deleted ones too.
    Optional<Project> find(Caller caller, UUID id);

    /// Replaces what a project says of itself.
    Project change(Caller caller, UUID id, ProjectDraft draft);

    /// Deletes a project, and ends its keys. It can be restored for 30 days.
    void delete(Caller caller, UUID id);

    /// Restores a deleted project.
    Project restore(Caller caller, UUID id);
}
