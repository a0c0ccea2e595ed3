package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.tenant.Condition;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import io.helidon.dbclient.DbRow;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// The conditions of tenants in PostgreSQL.
public final class ConditionStore {

    private static final String OF = """
            SELECT tenant_ref, type, status, reason, message, since, observed_generation FROM condition
            WHERE tenant_ref = ANY (CAST(? AS uuid[])) ORDER BY tenant_ref, type
            """;

    /// Writes only what has changed, and only under the lease on the tenant. Conditions of types that a newer server
    /// knows are left alone.
    private static final String WRITE = """
            INSERT INTO condition (tenant_ref, type, status, reason, message, observed_generation)
            SELECT reconciliation.tenant_ref, found.type, found.status, found.reason, found.message, ?
            FROM reconciliation, jsonb_to_recordset(CAST(? AS jsonb))
              AS found (type text, status text, reason text, message text)
            WHERE reconciliation.tenant_ref = ? AND reconciliation.fence = ?
            ON CONFLICT (tenant_ref, type) DO UPDATE SET status = excluded.status, reason = excluded.reason,
              message = excluded.message, observed_generation = excluded.observed_generation,
              since = CASE WHEN condition.status = excluded.status THEN condition.since ELSE now() END
            WHERE (condition.status, condition.reason, condition.message, condition.observed_generation)
              <> (excluded.status, excluded.reason, excluded.message, excluded.observed_generation)
            RETURNING type
            """;

    private final Database database;

    public ConditionStore(Database database) {
        this.database = database;
    }

    /// The conditions of these tenants; a tenant that was never looked at has none.
    public Map<UUID, List<Condition>> of(Collection<UUID> tenants) {
        List<String> refs = tenants.stream().map(UUID::toString).toList();
        return database.single(OF, Owned::read, refs).stream()
                .collect(Collectors.groupingBy(
                        Owned::tenant, Collectors.mapping(Owned::condition, Collectors.toList())));
    }

    private record Owned(UUID tenant, Condition condition) {

        static Owned read(DbRow row) {
            String status = RowValues.text(row, "status");
            return new Owned(
                    RowValues.id(row, "tenant_ref"),
                    new Condition(
                            ConditionType.read(RowValues.text(row, "type")).orElseThrow(),
                            Arrays.stream(Condition.Status.values())
                                    .filter(known -> known.word().equals(status))
                                    .findFirst()
                                    .orElseThrow(),
                            RowValues.text(row, "reason"),
                            RowValues.text(row, "message"),
                            RowValues.instant(row, "since"),
                            RowValues.number(row, "observed_generation")));
        }
    }

    /// Writes what was found about a tenant.
    ///
    /// @return the number of conditions that have changed
    public int write(Look look, long generation, List<Finding> findings) {
        ArrayNode rows = Json.mapper().createArrayNode();
        for (Finding finding : findings) {
            rows.addObject()
                    .put("type", finding.type().word())
                    .put("status", finding.status().word())
                    .put("reason", finding.reason())
                    .put("message", finding.message());
        }
        return database.single(WRITE, _ -> true, generation, Json.text(rows), look.tenant(), look.fence())
                .size();
    }
}
