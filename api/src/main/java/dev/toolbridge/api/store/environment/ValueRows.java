package dev.toolbridge.api.store.environment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.environment.ValueVersion;
import dev.toolbridge.api.environment.Variables;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.read.PageRoom;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.service.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of variables and of their values, in a transaction of their space.
record ValueRows(SpaceStatements statements, Space space) {
    private static final String COLUMNS = """
            SELECT i.uid, i.version, i.updated_at_ms, i.deleted_at_ms IS NOT NULL AS is_deleted,
              i.payload::text AS about, v.sealed
            FROM item i
            """;

    private static final String IS_CURRENT = """
            environment_value v ON v.tenant_id = i.tenant_id AND v.space_id = i.space_id AND v.uid = i.uid
              AND v.version = (i.payload ->> 'valueVersion')::bigint
            WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = 'environment_variable'
            """;

    private static final String LIST = COLUMNS + "JOIN " + IS_CURRENT + """
              AND i.seq < 9223372036854775807 AND i.deleted_at_ms IS NULL AND v.environment = ?
            ORDER BY i.payload ->> 'key' COLLATE "C"
            """;

    /// A deleted variable is found too, without a value.
    private static final String FIND = COLUMNS + "LEFT JOIN " + IS_CURRENT + " AND i.uid = ?";

    private static final String USE = """
            SELECT count(DISTINCT v.uid) FILTER (WHERE v.environment = ?) AS variables,
              coalesce(sum(octet_length(v.sealed)), 0) AS bytes
            FROM environment_value v WHERE v.tenant_id = ? AND v.space_id = ?
            """;

    private static final String ADD = """
            INSERT INTO environment_value (tenant_id, space_id, uid, version, environment, is_secret, sealed, set_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FORGET_OLD = """
            DELETE FROM environment_value WHERE tenant_id = ? AND space_id = ? AND uid = ? AND version < ?
            """;

    private static final String VERSIONS = """
            SELECT version, is_secret, set_at, set_by FROM environment_value
            WHERE tenant_id = ? AND space_id = ? AND uid = ? ORDER BY version DESC
            """;

    private static final String EARLIER = """
            SELECT is_secret, sealed FROM environment_value
            WHERE tenant_id = ? AND space_id = ? AND uid = ? AND version = ?
            """;

    /// A variable as it is stored.
    ///
    /// @param sealed its present value; a deleted variable has none
    record Row(UUID uid, long version, long updatedAtMs, boolean isDeleted, ObjectNode about, byte[] sealed) {}

    /// An earlier value.
    record Sealed(boolean isSecret, byte[] sealed) {}

    /// The variables of an environment, and the bytes of all values of the project.
    record Use(long variables, long bytes) {}

    /// All variables of an environment, by key.
    List<Row> list(EnvironmentName environment) {
        return statements.rows(LIST, ValueRows::counted, space.tenant(), space.id(), environment.wireName());
    }

    /// A variable, also a deleted one.
    Optional<Row> find(UUID uid) {
        return statements.rows(FIND, ValueRows::row, space.tenant(), space.id(), uid).stream()
                .findFirst();
    }

    Use use(EnvironmentName environment) {
        return statements
                .rows(
                        USE,
                        row -> new Use(row.getLong("variables"), row.getLong("bytes")),
                        environment.wireName(),
                        space.tenant(),
                        space.id())
                .getFirst();
    }

    /// Adds the next value of a variable, and forgets the oldest.
    void add(ValuePlace place, byte[] sealed, String setBy) {
        statements.execute(
                ADD,
                space.tenant(),
                space.id(),
                place.uid(),
                place.version(),
                place.environment().wireName(),
                place.isSecret(),
                sealed,
                setBy);
        statements.execute(
                FORGET_OLD, space.tenant(), space.id(), place.uid(), place.version() - Variables.OLD_VALUES_MAX);
    }

    /// Destroys all values of a variable.
    void destroy(UUID uid) {
        statements.execute(FORGET_OLD, space.tenant(), space.id(), uid, Long.MAX_VALUE);
    }

    /// The values of a variable, the newest first.
    List<ValueVersion> versions(UUID uid) {
        return statements.rows(
                VERSIONS,
                row -> new ValueVersion(
                        row.getLong("version"),
                        row.getBoolean("is_secret"),
                        row.getTimestamp("set_at").toInstant(),
                        row.getString("set_by")),
                space.tenant(),
                space.id(),
                uid);
    }

    Optional<Sealed> earlier(UUID uid, long version) {
        return statements
                .rows(
                        EARLIER,
                        row -> new Sealed(row.getBoolean("is_secret"), row.getBytes("sealed")),
                        space.tenant(),
                        space.id(),
                        uid,
                        version)
                .stream()
                .findFirst();
    }

    private static Row counted(ResultSet row) throws SQLException {
        Row read = row(row);
        PageRoom.count(read.sealed().length);
        return read;
    }

    private static Row row(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        return new Row(
                row.getObject("uid", UUID.class),
                row.getLong("version"),
                row.getLong("updated_at_ms"),
                row.getBoolean("is_deleted"),
                (ObjectNode) Json.stored(row.getString("about")),
                sealed == null ? new byte[0] : sealed);
    }
}
