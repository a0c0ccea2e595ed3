package dev.toolbridge.tenants.adoption;

import java.util.Locale;

/// The tables that have records of one tenant, those that others refer to first.
enum RecordTable {
    TENANT("ref = ?"),
    SLUG("tenant_ref = ?"),
    TENANT_KEY("tenant_ref = ?"),
    SECRET_VERSION("tenant_ref = ?"),
    PLACEMENT_CLUSTER("name IN (SELECT cluster FROM placement WHERE tenant_ref = ?)"),
    PLACEMENT("tenant_ref = ?"),
    ROUTE("tenant_ref = ?"),
    ROUTE_BACKEND("tenant_ref = ?"),
    ROUTE_SERVER("backend IN (SELECT number FROM route_backend WHERE tenant_ref = ?)"),
    MEMBER_KEY("tenant_ref = ?"),
    TENANT_RELEASE("tenant_ref = ?"),
    TENANT_HOLD("tenant_ref = ?"),
    TENANT_EXPORT("tenant_ref = ?"),
    DOMAIN("tenant_ref = ?"),
    CERTIFICATE("domain_id IN (SELECT id FROM domain WHERE tenant_ref = ?)");

    private final String condition;

    RecordTable(String condition) {
        this.condition = condition;
    }

    /// The name of the table.
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads the rows of a tenant as one JSON array.
    String reading() {
        return "SELECT CAST(coalesce(jsonb_agg(to_jsonb(part)), '[]') AS text) AS rows FROM " + table() + " part WHERE "
                + condition;
    }

    /// Deletes the rows of a tenant.
    String deletion() {
        return "DELETE FROM " + table() + " WHERE " + condition + " RETURNING true";
    }

    /// Inserts rows from one JSON array.
    ///
    /// @param columns those that the rows have, with commas between them
    String insertion(String columns) {
        return "INSERT INTO " + table() + " (" + columns + ") SELECT " + columns
                + " FROM jsonb_populate_recordset(CAST(NULL AS " + table() + "), CAST(? AS jsonb))"
                + (this == PLACEMENT_CLUSTER ? " ON CONFLICT DO NOTHING" : "") + " RETURNING true";
    }

    /// Tells if others refer to its rows, so that those must stay.
    boolean isKept() {
        return this == TENANT || this == SLUG || this == PLACEMENT_CLUSTER;
    }
}
