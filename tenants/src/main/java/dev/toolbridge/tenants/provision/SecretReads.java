package dev.toolbridge.tenants.provision;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.store.AuditStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes down in a tenant's audit log which values of its secrets were opened, and for what.
record SecretReads(Database database) {
    private static final String ACTOR = "{\"program\":\"toolbridge-tenants\"}";

    /// @param reader the program that gets the values
    void note(UUID tenant, String reader, Map<TenantSecret, List<LiveSecret>> read) {
        var facts = Json.object();
        read.forEach((secret, versions) -> facts.put(
                secret.secretName().text(),
                versions.stream()
                        .map(version -> Integer.toString(version.version()))
                        .collect(Collectors.joining(","))));
        new AuditStore(database)
                .append(
                        new AuditStore.Author(tenant.toString(), ACTOR, ""),
                        new AuditEntry("secrets.read", reader, facts));
    }
}
