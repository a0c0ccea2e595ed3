package dev.toolbridge.tenants.leaving;

import dev.toolbridge.database.Database;
import java.util.Optional;
import java.util.UUID;

/// The certificates of destruction in PostgreSQL. The first one of a tenant stays.
public record DestructionStore(Database database) {
    private static final String ADD = """
        INSERT INTO destruction_certificate (tenant_ref, operation_id, signed) VALUES (?, ?, ?)
        ON CONFLICT (tenant_ref) DO NOTHING RETURNING tenant_ref
        """;

    private static final String FIND = "SELECT signed FROM destruction_certificate WHERE tenant_ref = ?";

    /// Records a signed certificate, unless the tenant has one.
    public void add(UUID tenant, UUID operation, String signed) {
        database.single(ADD, _ -> true, tenant, operation, signed);
    }

    /// The signed certificate of a tenant that was destroyed.
    public Optional<String> find(UUID tenant) {
        return database.single(FIND, row -> row.column("signed").getString(), tenant).stream()
                .findFirst();
    }
}
