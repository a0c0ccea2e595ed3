package dev.toolbridge.api.store.environment;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.service.sealed.MasterKeys;
import io.helidon.dbclient.DbRow;
import java.util.UUID;

/// A data key as work across tenants reads it.
record StoredKey(Space space, MasterKeys.SealedKey key) {

    static StoredKey of(DbRow row) {
        var space = new Space(
                row.column("tenant_id").getString(), row.column("space_id").get(UUID.class));
        return new StoredKey(
                space,
                new MasterKeys.SealedKey(
                        row.column("master_key").getString(),
                        row.column("sealed").get(byte[].class)));
    }
}
