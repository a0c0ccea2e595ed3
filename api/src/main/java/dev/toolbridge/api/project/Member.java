package dev.toolbridge.api.project;

import dev.toolbridge.api.access.SpaceRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A member of a project.
///
/// @param number counts the members of the project, from 1
/// @param subject the user as the issuer names it
/// @param name the name that the member gave
/// @param email the address that the invitation named
public record Member(
        UUID user,
        long number,
        SpaceRole role,
        String subject,
        Optional<String> name,
        Optional<String> email,
        Instant joinedAt) {}
