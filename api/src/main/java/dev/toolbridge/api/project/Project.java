package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.SpaceRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A project as it is stored beside its items.
///
/// @param id the id of its space, and of its item
/// @param number counts the projects of the tenant, and is never used again
/// @param about its fields, of which some may be absent: name, description, stage, repositoryUrl
/// @param role that of the user who asks; empty for one who is no member
public record Project(
        UUID id,
        long number,
        String slug,
        ObjectNode about,
        Optional<SpaceRole> role,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> deletedAt) {}
