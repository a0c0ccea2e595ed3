package dev.toolbridge.tenants.release;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads which versions of a tenant's secrets its running release uses.
public record ReleaseSecrets(Database database) {
    private static final String OF_RUNNING = """
        SELECT created_at, CAST(secrets AS text) AS secrets FROM tenant_release
        WHERE tenant_ref = ? AND status = 'running'
        """;

    /// The versions in use.
    ///
    /// @param since the time from which the release was made
    /// @param versions by the names of the secrets
    public record Used(Instant since, Map<String, Integer> versions) {

        public Used {
            versions = Map.copyOf(versions);
        }

        public boolean has(String name, int version) {
            return versions.getOrDefault(name, 0) == version;
        }
    }

    /// The versions that the running release uses; empty if none runs.
    public Optional<Used> of(UUID tenant) {
        return database.single(OF_RUNNING, ReleaseSecrets::used, tenant).stream()
                .findFirst();
    }

    private static Used used(DbRow row) {
        var versions = new HashMap<String, Integer>();
        Json.stored(row.column("secrets").getString())
                .properties()
                .forEach(secret ->
                        versions.put(secret.getKey(), secret.getValue().asInt()));
        return new Used(row.column("created_at").get(Timestamp.class).toInstant(), versions);
    }
}
