package dev.toolbridge.tenants.secret.rotation;

import dev.toolbridge.service.config.Secret;

/// A file with a secret for the programs of a release.
///
/// @param variable the environment variable that names the file
/// @param fileName the name of the file in the folder of secrets
public record SettingFile(String variable, String fileName, Secret content) {}
