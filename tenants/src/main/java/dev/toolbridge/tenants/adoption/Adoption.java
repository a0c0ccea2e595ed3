package dev.toolbridge.tenants.adoption;

import dev.toolbridge.database.Database;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a database that was restored from an older backup as new as the programs that run: at the start, before
/// anything is changed. It reports what it cannot adopt, and leaves that alone.
public final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final RecordFiles files;
    private final RecordStore records;

    public Adoption(RecordFiles files, Database database) {
        this.files = files;
        this.records = new RecordStore(database);
    }

    /// Adopts tenants whose programs run.
    ///
    /// @param running the tenants that have programs on this machine, by the labels of these
    /// @return those that stay unknown
    public Set<UUID> adopt(Set<UUID> running) {
        var unknown = new TreeSet<UUID>();
        for (UUID tenant : running) {
            if (!isAdopted(tenant)) {
                unknown.add(tenant);
                records.noteUnknown(tenant);
                LOG.atError()
                        .addKeyValue("tenant", tenant)
                        .log("programs of a tenant that the database does not know; they are left alone");
            }
        }
        return unknown;
    }

    private boolean isAdopted(UUID tenant) {
        try {
            var copy = files.read(tenant);
            copy.flatMap(found -> records.adopt(tenant, found)).ifPresent(action -> LOG.atWarn()
                    .addKeyValue("tenant", tenant)
                    .addKeyValue("action", action)
                    .log("the database was older than a tenant's programs"));
            return copy.isPresent() || records.isKnown(tenant);
        } catch (IOException | RuntimeException failed) {
            LOG.atError().addKeyValue("tenant", tenant).setCause(failed).log("a tenant cannot be adopted");
            return records.isKnown(tenant);
        }
    }
}
