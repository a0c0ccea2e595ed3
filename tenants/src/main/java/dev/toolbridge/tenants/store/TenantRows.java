package dev.toolbridge.tenants.store;

import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Quotas;
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
        Plan plan = Plan.read(Columns.text(row, "plan")).orElseThrow();
        return new Tenant(
                Columns.id(row, "ref"),
                Columns.optionalText(row, "id"),
                new Slug(Columns.text(row, "slug")),
                Columns.text(row, "name"),
                plan,
                Quotas.read(Columns.json(row, "quotas"), plan),
                Columns.text(row, "region"),
                Columns.text(row, "runtime"),
                Columns.texts(row, "admins"),
                TenantStatus.read(Columns.text(row, "status")).orElseThrow(),
                Columns.truth(row, "suspended"),
                Columns.number(row, "generation"),
                Columns.number(row, "observed_generation"),
                Columns.number(row, "version"),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "activated_at"),
                Columns.optionalInstant(row, "retained_until"),
                Columns.optionalInstant(row, "destroyed_at"),
                Columns.optionalInstant(row, "last_seen_at"));
    }
}
