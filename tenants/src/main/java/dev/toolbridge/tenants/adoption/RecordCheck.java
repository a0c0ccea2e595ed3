package dev.toolbridge.tenants.adoption;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.io.IOException;
import java.util.Set;

/// Keeps the copy of a tenant's records as new as the records.
public final class RecordCheck implements TenantCheck {
    private static final Set<TenantStatus> SETTLED = Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED);

    private final RecordFiles files;
    private final RecordStore records;

    public RecordCheck(RecordFiles files, Database database) {
        this.files = files;
        this.records = new RecordStore(database);
    }

    @Override
    public Set<ConditionType> types() {
        return Set.of();
    }

    @Override
    public Findings check(Tenant tenant) throws IOException {
        if (SETTLED.contains(tenant.status())) {
            files.write(tenant.ref(), records.read(tenant.ref()));
        }
        return Findings.of();
    }
}
