package dev.toolbridge.api;

import dev.toolbridge.api.quota.DayCounts;
import dev.toolbridge.api.quota.QuotaFile;
import dev.toolbridge.api.quota.StoredUse;
import dev.toolbridge.api.quota.TenantQuotas;
import dev.toolbridge.api.store.QuotaStore;
import dev.toolbridge.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// The parts that keep quotas, wired together.
///
/// @param file the limits
/// @param stored the limits on what is stored, for writers
/// @param tenants the quotas at the edge
record Quotas(QuotaFile file, DayCounts days, StoredUse stored, TenantQuotas tenants) implements AutoCloseable {

    static Quotas start(Optional<Path> path, Database database, MeterRegistry meters) {
        var file = QuotaFile.start(ApiConfig.QUOTA_FILE.key(), path, meters);
        var days = new DayCounts(file, new QuotaStore(database), Clock.systemUTC());
        var stored = new StoredUse(file);
        return new Quotas(file, days, stored, new TenantQuotas(file, days, stored));
    }

    /// Begins to settle what is counted, once the database is there.
    void count() {
        if (file.isThere()) {
            days.start();
        }
    }

    @Override
    public void close() {
        file.close();
        days.close();
    }
}
