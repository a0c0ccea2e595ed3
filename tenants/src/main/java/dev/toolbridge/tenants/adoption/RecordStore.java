package dev.toolbridge.tenants.adoption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.store.AuditStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The records of one tenant in PostgreSQL, read and written whole.
final class RecordStore {
    private static final String OPERATION = "operation";
    private static final String NONE = "";

    private static final String NEWEST = """
            SELECT coalesce(max(CAST(id AS text)), '') AS newest FROM operation WHERE tenant_ref = ?
            """;

    private static final String IS_KNOWN = "SELECT true FROM tenant WHERE ref = ?";

    private static final String WATCH =
            "INSERT INTO reconciliation (tenant_ref) VALUES (?) ON CONFLICT DO NOTHING RETURNING tenant_ref";

    private static final String GROW = "UPDATE router SET revision = revision + 1 RETURNING revision";

    private static final String ACTOR = "{\"program\":\"adoption\"}";

    private final Database database;

    RecordStore(Database database) {
        this.database = database;
    }

    /// The records of a tenant, with the newest operation that they come from.
    ObjectNode read(UUID tenant) {
        return database.transaction(transaction -> {
            var records = Json.object().put(OPERATION, newest(transaction, tenant));
            for (RecordTable part : RecordTable.values()) {
                String rows = transaction
                        .rows(part.reading(), row -> row.column("rows").getString(), tenant)
                        .getFirst();
                records.set(part.table(), parsed(rows));
            }
            return records;
        });
    }

    /// Tells if the database has the tenant.
    boolean isKnown(UUID tenant) {
        return !database.single(IS_KNOWN, _ -> true, tenant).isEmpty();
    }

    /// Writes records that are newer than those in the database.
    ///
    /// @return the action for the audit log; empty if the database is as new
    Optional<String> adopt(UUID tenant, ObjectNode records) {
        return database.transaction(transaction -> {
            boolean isKnown = !transaction.rows(IS_KNOWN, _ -> true, tenant).isEmpty();
            if (isKnown && records.path(OPERATION).asText(NONE).compareTo(newest(transaction, tenant)) <= 0) {
                return Optional.empty();
            }
            if (isKnown) {
                parts().reversed().forEach(part -> transaction.rows(part.deletion(), _ -> true, tenant));
            }
            for (RecordTable part : RecordTable.values()) {
                if (!isKnown || !part.isKept()) {
                    insert(transaction, part, records.path(part.table()));
                }
            }
            transaction.rows(WATCH, _ -> true, tenant);
            transaction.rows(GROW, _ -> true);
            String action = isKnown ? "tenant.brought_up_to_date" : "tenant.adopted";
            AuditStore.append(
                    transaction,
                    new AuditStore.Author(tenant.toString(), ACTOR, NONE),
                    AuditEntry.of(action, tenant.toString()));
            transaction.commit();
            return Optional.of(action);
        });
    }

    /// Records in the platform's audit log that programs run for a tenant of which nothing else is known.
    void noteUnknown(UUID tenant) {
        database.transaction(transaction -> {
            AuditStore.append(
                    transaction,
                    new AuditStore.Author(AuditStore.Author.PLATFORM, ACTOR, NONE),
                    AuditEntry.of("tenant.unknown", tenant.toString()));
            transaction.commit();
            return true;
        });
    }

    private static List<RecordTable> parts() {
        return Arrays.stream(RecordTable.values())
                .filter(part -> !part.isKept())
                .toList();
    }

    private static void insert(Transaction transaction, RecordTable part, JsonNode rows) {
        if (!rows.isEmpty()) {
            String columns = StreamSupport.stream(rows.path(0).properties().spliterator(), false)
                    .map(Map.Entry::getKey)
                    .filter(name -> name.matches("[a-z_0-9]+"))
                    .collect(Collectors.joining(", "));
            transaction.rows(part.insertion(columns), _ -> true, Json.text(rows));
        }
    }

    private static String newest(Transaction transaction, UUID tenant) {
        return transaction
                .rows(NEWEST, row -> row.column("newest").getString(), tenant)
                .getFirst();
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database returned something else than JSON", impossible);
        }
    }
}
