package dev.toolbridge.tenants.store;

import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Slug;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import io.helidon.dbclient.DbRow;

/// Tenants as rows.
final class TenantRows {

    static final String COLUMNS = """
            tenant.ref, tenant.id, tenant.slug, tenant.name, tenant.plan, CAST(tenant.quotas AS text) AS quotas,
            tenant.region, tenant.runtime, tenant.admins, tenant.status, tenant.suspended, tenant.generation,
            tenant.observed_generation, tenant.version, tenant.created_at, tenant.activated_at, tenant.retained_until,
            tenant.destroyed_at, tenant.last_seen_at
            """;

    private TenantRows() {}

    static Tenant tenant(DbRow row) {
        Plan plan = Plan.read(RowValues.text(row, "plan")).orElseThrow();
        return new Tenant(
                RowValues.id(row, "ref"),
                RowValues.optionalText(row, "id"),
                new Slug(RowValues.text(row, "slug")),
                RowValues.text(row, "name"),
                plan,
                QuotaTexts.read(RowValues.text(row, "quotas"), plan, () -> RowValues.json(row, "quotas")),
                RowValues.text(row, "region"),
                RowValues.text(row, "runtime"),
                RowValues.texts(row, "admins"),
                TenantStatus.read(RowValues.text(row, "status")).orElseThrow(),
                RowValues.truth(row, "suspended"),
                RowValues.number(row, "generation"),
                RowValues.number(row, "observed_generation"),
                RowValues.number(row, "version"),
                RowValues.instant(row, "created_at"),
                RowValues.optionalInstant(row, "activated_at"),
                RowValues.optionalInstant(row, "retained_until"),
                RowValues.optionalInstant(row, "destroyed_at"),
                RowValues.optionalInstant(row, "last_seen_at"));
    }
}
