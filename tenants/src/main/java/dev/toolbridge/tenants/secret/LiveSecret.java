package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.Secret;

/// A version that programs get, with its value.
public record LiveSecret(int version, VersionStatus status, Secret value) {}
