package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.store.RowValues;
import dev.toolbridge.tenants.tenant.Slug;
import io.helidon.dbclient.DbRow;

/// Domains as rows.
final class DomainRows {
    static final String COLUMNS = """
        domain.id, domain.tenant_ref, domain.name, domain.proof, domain.status, domain.reason, domain.message,
        domain.texts, domain.addresses, domain.created_at, domain.prove_by, domain.proven_at, domain.checked_at,
        domain.next_check_at, domain.failures
        """;

    private DomainRows() {}

    static Domain domain(DbRow row) {
        return new Domain(
                RowValues.id(row, "id"),
                RowValues.id(row, "tenant_ref"),
                new DomainName(RowValues.text(row, "name")),
                RowValues.text(row, "proof"),
                DomainStatus.read(RowValues.text(row, "status")),
                RowValues.text(row, "reason"),
                RowValues.text(row, "message"),
                RowValues.texts(row, "texts"),
                RowValues.texts(row, "addresses"),
                RowValues.instant(row, "created_at"),
                RowValues.instant(row, "prove_by"),
                RowValues.optionalInstant(row, "proven_at"),
                RowValues.optionalInstant(row, "checked_at"),
                RowValues.optionalInstant(row, "next_check_at"),
                Math.toIntExact(RowValues.number(row, "failures")));
    }

    static DomainLook look(DbRow row) {
        return new DomainLook(
                domain(row),
                RowValues.number(row, "fence"),
                new Slug(RowValues.text(row, "slug")),
                RowValues.optionalInstant(row, "blocked_until"));
    }
}
