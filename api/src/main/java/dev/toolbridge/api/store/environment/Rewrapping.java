package dev.toolbridge.api.store.environment;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.sealed.MasterKeys;
import java.util.List;
import java.util.UUID;

/// Seals the data keys of all projects with the present master key, beside the servers. What was done stays done: after
/// an interruption, the next run goes on. Values are not touched.
public final class Rewrapping {
    private static final int PART = 100;
    private static final Space LEAST = new Space("", new UUID(0, 0));

    private static final String OUTDATED = """
            SELECT tenant_id, space_id, master_key, sealed FROM data_key
            WHERE master_key <> ? AND (tenant_id, space_id) > (?, ?) ORDER BY tenant_id, space_id LIMIT ?
            """;

    /// Another run may have sealed it, and the end of a project destroy it: it must still be the one that was read.
    private static final String REPLACE = """
            UPDATE data_key SET master_key = ?, sealed = ? WHERE tenant_id = ? AND space_id = ? AND sealed = ?
            RETURNING space_id
            """;

    private final Database database;
    private final MasterKeys masters;

    /// @param database signs in with the role for work across tenants
    public Rewrapping(Database database, MasterKeys masters) {
        this.database = database;
        this.masters = masters;
    }

    /// Seals all that another master key has sealed.
    ///
    /// @return the number of data keys that were sealed anew
    /// @throws dev.toolbridge.service.sealed.SecretUnreadable if one does not open
    public long run() {
        long done = 0;
        List<StoredKey> part = after(LEAST);
        while (!part.isEmpty()) {
            done += part.stream().filter(this::sealedAnew).count();
            part = after(part.getLast().space());
        }
        return done;
    }

    private List<StoredKey> after(Space space) {
        return database.single(OUTDATED, StoredKey::of, masters.current().id(), space.tenant(), space.id(), PART);
    }

    private boolean sealedAnew(StoredKey stored) {
        Space space = stored.space();
        List<String> place = DataKeys.place(space);
        MasterKeys.SealedKey anew = masters.seal(masters.open(stored.key(), place), place);
        return !database.single(
                        REPLACE,
                        _ -> true,
                        anew.master(),
                        anew.sealed(),
                        space.tenant(),
                        space.id(),
                        stored.key().sealed())
                .isEmpty();
    }
}
