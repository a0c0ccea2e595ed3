package dev.toolbridge.tenants.secret;

import dev.toolbridge.database.Database;
import java.util.List;
import java.util.UUID;

/// Reads the versions of tenants' secrets, without their values.
public record SecretVersions(Database database) {

    /// All versions of all secrets of a tenant, by name and number.
    public List<SecretVersion> of(UUID tenant) {
        return database.single(VersionRows.LIST, VersionRows::version, tenant);
    }
}
