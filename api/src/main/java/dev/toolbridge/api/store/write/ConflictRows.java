package dev.toolbridge.api.store.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Conflict;
import dev.toolbridge.api.item.decision.Payloads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.service.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Keeps conflicts in the transaction that has found them.
final class ConflictRows {

    /// A refused deletion of a version that stands in a conflict already takes no text with it.
    private static final String KEEP = """
            INSERT INTO item_conflict (
              tenant_id, space_id, uid, version, type, kind, base, kept, lost, kept_by, lost_by)
            VALUES (?, ?, ?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), ?)
            ON CONFLICT DO NOTHING
            """;

    /// The author of a change that the journal has no longer.
    private static final String NOBODY = "{}";

    private ConflictRows() {}

    static void keep(Connection connection, Space space, Conflict conflict, Author author) throws SQLException {
        String stored = conflict.storedBy().map(JsonNode::toString).orElse(NOBODY);
        String pushed = Authors.json(author);
        boolean isClientsKept = conflict.kind().isClientsKept();
        try (var query = SpaceQuery.prepareInside(connection, KEEP)) {
            query.bind(space.tenant()).bind(space.id()).bind(conflict.uid()).bind(conflict.version());
            query.bind(conflict.type().name()).bind(conflict.kind().wireName());
            query.bind(text(conflict, conflict.base())).bind(text(conflict, conflict.kept()));
            query.bind(text(conflict, conflict.lost()));
            query.bind(isClientsKept ? pushed : stored).bind(isClientsKept ? stored : pushed);
            query.execute();
        }
    }

    private static String text(Conflict conflict, Optional<ObjectNode> fields) {
        return fields.map(one -> Json.text(Payloads.content(conflict.type(), one)))
                .orElse("");
    }
}
