package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import dev.toolbridge.database.MigrationSteps;
import java.util.ArrayList;
import java.util.List;

/// Migration 10 for databases in use: makes its tables and triggers, then counts the items of all spaces in short
/// transactions. Items that are written meanwhile are counted by the triggers or by a later part, never by both.
final class UseSteps {
    private static final List<String> TABLES = List.of("item", "space_head");

    /// Counts a part of the items of one space at a time, in the order of their numbers. It holds the head of the
    /// space as a writer does, so that each item is counted on one side of the place that it has reached.
    private static final String COUNT = """
            DO $$
            DECLARE
              rows_max CONSTANT integer := 2000;
              bytes_max CONSTANT bigint := 4194304;
              counted CONSTANT bigint := 9223372036854775807;
              head record;
              place bigint;
              part record;
            BEGIN
              SELECT '' AS tenant_id, '00000000-0000-0000-0000-000000000000'::uuid AS space_id, 0::bigint AS wiped_seq
              INTO head;
              LOOP
                SELECT h.tenant_id, h.space_id, h.wiped_seq INTO head FROM space_head h
                WHERE (h.tenant_id, h.space_id) > (head.tenant_id, head.space_id)
                ORDER BY h.tenant_id, h.space_id LIMIT 1;
                EXIT WHEN NOT FOUND;
                LOOP
                  SELECT h.tenant_id, h.space_id, h.wiped_seq INTO head FROM space_head h
                  WHERE h.tenant_id = head.tenant_id AND h.space_id = head.space_id FOR UPDATE;
                  INSERT INTO space_use (tenant_id, space_id, counted_seq)
                  VALUES (head.tenant_id, head.space_id, head.wiped_seq) ON CONFLICT DO NOTHING;
                  SELECT u.counted_seq INTO place FROM space_use u
                  WHERE u.tenant_id = head.tenant_id AND u.space_id = head.space_id;
                  EXIT WHEN place = counted;
                  SELECT max(i.seq) AS seq, count(*) FILTER (WHERE i.is_live) AS items,
                    coalesce(sum(octet_length(i.payload::text)) FILTER (WHERE i.is_live), 0) AS bytes INTO part FROM (
                    SELECT seq, payload, is_live, sum(bytes) OVER (ORDER BY seq) - bytes AS bytes_before FROM (
                      SELECT seq, payload, deleted_at_ms IS NULL AS is_live, pg_column_size(payload) AS bytes
                      FROM item WHERE tenant_id = head.tenant_id AND space_id = head.space_id
                        AND version > 0 AND seq > place ORDER BY seq LIMIT rows_max) next
                  ) i WHERE i.bytes_before < bytes_max;
                  UPDATE space_use u SET items = u.items + part.items, bytes = u.bytes + part.bytes,
                    counted_seq = coalesce(part.seq, counted)
                  WHERE u.tenant_id = head.tenant_id AND u.space_id = head.space_id;
                  COMMIT;
                END LOOP;
                COMMIT;
              END LOOP;
            END
            $$
            """;

    static final MigrationSteps MIGRATION = new MigrationSteps(10, steps());

    private UseSteps() {}

    private static List<MigrationStep> steps() {
        var steps = new ArrayList<MigrationStep>();
        steps.add(new MigrationStep.Brief(TABLES, MigrationScripts.text("V10__tenants.sql")));
        steps.addAll(MigrationScripts.underMaintenance(COUNT));
        return steps;
    }
}
