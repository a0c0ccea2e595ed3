package dev.toolbridge.tenants.meter;

/// A figure of the control plane: a meter, and the statement that gives its value for each value of its label. A figure
/// without a label has one row, whose label is empty.
///
/// @param meter its name as Micrometer writes it
/// @param label the name of its label
/// @param query gives rows of `label` and `value`
record Figure(String meter, String label, String description, String query) {

    /// The number of operations in each state that is not over well.
    static final Figure OPERATIONS =
            new Figure("toolbridge.control.operations", "status", "Operations that go on or have failed.", """
            SELECT status AS label, count(*) AS value FROM operation o
            WHERE status IN ('queued', 'running', 'waiting') OR status = 'failed' AND NOT EXISTS (
              SELECT FROM operation later WHERE later.tenant_ref = o.tenant_ref AND later.id > o.id
                AND later.kind = o.kind AND later.status IN ('succeeded', 'cancelled'))
              AND EXISTS (SELECT FROM tenant t WHERE t.ref = o.tenant_ref AND t.status <> 'destroyed')
            GROUP BY status
            """);

    static final Figure OPERATION_AGE = new Figure(
            "toolbridge.control.operation.age", "status", "The age of the oldest operation in this state, in s.", """
            SELECT status AS label, extract(epoch FROM now() - min(created_at)) AS value FROM operation
            WHERE status IN ('queued', 'running', 'waiting') GROUP BY status
            """);

    /// Conditions that are not as wanted, by type. Those of which nothing is wanted do not count.
    static final Figure CONDITIONS = new Figure(
            "toolbridge.control.conditions.unmet", "type", "Active tenants with a condition that is not met.", """
            SELECT c.type AS label, count(*) AS value FROM condition c JOIN tenant t ON t.ref = c.tenant_ref
            WHERE t.status = 'active' AND c.reason <> 'NotWanted'
              AND (c.type = 'Drifted' AND c.status = 'true' OR c.type <> 'Drifted' AND c.status <> 'true')
            GROUP BY c.type
            """);

    static final Figure TENANTS = new Figure("toolbridge.control.tenants", "status", "Tenants in this state.", """
            SELECT status AS label, count(*) AS value FROM tenant GROUP BY status
            """);

    static final Figure SECRET_AGE =
            new Figure("toolbridge.control.secret.age", "", "The age of the oldest secret in use, in s.", """
            SELECT '' AS label, coalesce(extract(epoch FROM now() - min(created_at)), 0) AS value
            FROM secret_version WHERE status = 'primary'
            """);
}
