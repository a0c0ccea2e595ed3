package dev.toolbridge.tenants.retention;

import dev.toolbridge.service.session.SessionRows;
import java.time.Duration;

/// The records that are kept for a time only. The audit log, and the rows of destroyed tenants, stay.
enum Retention {
    EVENTS(Duration.ofDays(90), """
            DELETE FROM operation_event WHERE (operation_id, seq) IN (
              SELECT e.operation_id, e.seq FROM operation_event e JOIN operation o ON o.id = e.operation_id
              WHERE e.at < ? AND o.status IN ('succeeded', 'failed', 'cancelled') ORDER BY e.at LIMIT ?)
            RETURNING true
            """),

    /// An operation with its steps and events.
    OPERATIONS(Duration.ofDays(400), """
            WITH old AS MATERIALIZED (
              SELECT id FROM operation WHERE finished_at < ? AND status IN ('succeeded', 'failed', 'cancelled')
              ORDER BY finished_at LIMIT ? FOR UPDATE SKIP LOCKED
            ), steps AS (
              DELETE FROM operation_step WHERE operation_id IN (SELECT id FROM old)
            ), events AS (
              DELETE FROM operation_event WHERE operation_id IN (SELECT id FROM old)
            )
            DELETE FROM operation WHERE id IN (SELECT id FROM old) RETURNING true
            """),

    USAGE(Duration.ofDays(396), """
            DELETE FROM usage_hour WHERE (tenant_ref, hour) IN (
              SELECT tenant_ref, hour FROM usage_hour WHERE hour < ? ORDER BY hour LIMIT ?) RETURNING true
            """),

    IDEMPOTENCY_KEYS(Duration.ofDays(7), """
            DELETE FROM idempotency_key WHERE (sender, key) IN (
              SELECT sender, key FROM idempotency_key WHERE created_at < ? ORDER BY created_at LIMIT ?) RETURNING true
            """),

    SESSIONS(SessionRows.LIFE_MAX, """
            DELETE FROM console_session WHERE id IN (
              SELECT id FROM console_session WHERE created_at < ? LIMIT ?) RETURNING true
            """),

    DOMAIN_ASKS(Duration.ofHours(1), """
            DELETE FROM domain_ask WHERE (name, at) IN (
              SELECT name, at FROM domain_ask WHERE at < ? ORDER BY at LIMIT ?) RETURNING true
            """);

    private final Duration kept;
    private final String deletion;

    Retention(Duration kept, String deletion) {
        this.kept = kept;
        this.deletion = deletion;
    }

    /// The time for which they are kept.
    Duration kept() {
        return kept;
    }

    /// The statement that deletes some that are older than a time.
    String deletion() {
        return deletion;
    }
}
