package dev.toolbridge.tenants.store;

import java.util.Optional;
import java.util.UUID;

/// A tenant as lists name it.
///
/// @param id its organisation, once it has one
public record Named(UUID ref, Optional<String> id, String slug, String name, String status) {}
