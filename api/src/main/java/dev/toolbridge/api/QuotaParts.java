package dev.toolbridge.api;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.quota.DayCounts;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.quota.QuotaFile;
import dev.toolbridge.api.quota.StoredUse;
import dev.toolbridge.api.quota.TenantQuotas;
import dev.toolbridge.api.store.QuotaStore;
import dev.toolbridge.api.usage.TenantMeters;
import dev.toolbridge.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// The parts that keep quotas and show the use of tenants, wired together.
///
/// @param file the limits
/// @param stored the limits on what is stored, for writers
/// @param tenants the quotas at the edge
/// @param meters the use of tenants
record QuotaParts(QuotaFile file, DayCounts days, StoredUse stored, TenantQuotas tenants, TenantMeters meters)
        implements AutoCloseable {

    static QuotaParts start(Optional<Path> path, Database database, MeterRegistry meters) {
        var file = QuotaFile.start(ApiConfig.QUOTA_FILE.key(), path, meters);
        var store = new QuotaStore(database);
        var days = new DayCounts(file, store, Clock.systemUTC());
        var stored = new StoredUse(file);
        return new QuotaParts(
                file,
                days,
                stored,
                new TenantQuotas(file, days, stored),
                new TenantMeters(meters, store::stored, Clock.systemUTC()));
    }

    /// Counts an admitted request.
    QuotaAccount count(Caller caller) {
        meters.see(caller);
        return tenants.count(caller.tenant(), caller.claims().toolCall());
    }

    /// Begins to settle what is counted and to read what is stored, once the database can be used.
    ///
    /// @param only the tenant that the server is for
    void begin(Optional<String> only) {
        meters.start(only);
        if (file.isThere()) {
            days.start();
        }
    }

    @Override
    public void close() {
        meters.close();
        file.close();
        days.close();
    }
}
