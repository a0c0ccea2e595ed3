package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import dev.toolbridge.database.MigrationSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Migration 12 for databases in use: adds its columns and its trigger, names the runs of all changes in short
/// transactions, then builds its indexes beside the writers.
final class RunSteps {
    private static final Pattern INDEX = Pattern.compile("(?m)^CREATE INDEX (\\w+) ([^;]*);");

    /// Names the runs of a part of the changes of one space at a time. It holds the head of the space as a writer
    /// does, so that neither waits for the other in the middle.
    private static final String NAME = """
            DO $$
            DECLARE
              rows_max CONSTANT integer := 1000;
              head record;
              place bigint;
              part record;
            BEGIN
              SELECT '' AS tenant_id, '00000000-0000-0000-0000-000000000000'::uuid AS space_id, 0::bigint AS seq
              INTO head;
              LOOP
                SELECT h.tenant_id, h.space_id, h.seq INTO head FROM space_head h
                WHERE (h.tenant_id, h.space_id) > (head.tenant_id, head.space_id)
                ORDER BY h.tenant_id, h.space_id LIMIT 1;
                EXIT WHEN NOT FOUND;
                place := 0;
                LOOP
                  PERFORM FROM space_head h
                  WHERE h.tenant_id = head.tenant_id AND h.space_id = head.space_id FOR UPDATE;
                  SELECT max(c.seq) AS seq, array_agg(c.row_id) FILTER (WHERE c.is_unnamed) AS row_ids INTO part FROM (
                    SELECT seq, ctid AS row_id, run IS NULL AND actor ? 'claimed_run' AS is_unnamed FROM change
                    WHERE tenant_id = head.tenant_id AND space_id = head.space_id
                      AND seq > 0 AND seq > place AND seq <= head.seq ORDER BY seq LIMIT rows_max) c;
                  EXIT WHEN part.seq IS NULL;
                  UPDATE change SET run = coalesce(actor->>'client_id', '') || ' ' || (actor->>'claimed_run')
                  WHERE ctid = ANY (part.row_ids);
                  place := part.seq;
                  COMMIT;
                END LOOP;
                COMMIT;
              END LOOP;
            END
            $$
            """;

    static final MigrationSteps MIGRATION = new MigrationSteps(12, steps());

    private RunSteps() {}

    private static List<MigrationStep> steps() {
        String script = MigrationScripts.text("V12__runs.sql");
        var steps = new ArrayList<MigrationStep>();
        steps.add(new MigrationStep.Brief(List.of("change"), script.substring(0, script.indexOf("CREATE INDEX"))));
        steps.addAll(MigrationScripts.underMaintenance(NAME));
        INDEX.matcher(script)
                .results()
                .map(index -> new MigrationStep.Index(
                        index.group(1),
                        "CREATE INDEX CONCURRENTLY IF NOT EXISTS " + index.group(1) + " " + index.group(2)))
                .forEach(steps::add);
        return steps;
    }
}
