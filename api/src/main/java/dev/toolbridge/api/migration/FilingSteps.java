package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import dev.toolbridge.database.MigrationSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Migration 7 for databases in use: files all items in short transactions, then builds the indexes of its
/// script beside the writers. Items that are written meanwhile are filed by the trigger of migration 6.
final class FilingSteps {
    private static final String SCRIPT = "V7__filed_order.sql";
    private static final Pattern CREATE = Pattern.compile("CREATE INDEX (\\w+) (.*)", Pattern.DOTALL);
    private static final Pattern DROP = Pattern.compile("DROP INDEX (\\w+)");

    /// Updates a part of the items of one space at a time, so that the trigger files them. It holds the
    /// head of the space as a writer does, so that neither waits for the other in the middle.
    private static final String FILE = """
            DO $$
            DECLARE
              rows_max CONSTANT integer := 250;
              bytes_max CONSTANT bigint := 4194304;
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
                  SELECT max(i.seq) AS seq, array_agg(i.row_id) FILTER (WHERE i.is_old) AS row_ids INTO part FROM (
                    SELECT seq, row_id, is_old, sum(bytes) OVER (ORDER BY seq) - bytes AS bytes_before FROM (
                      SELECT seq, ctid AS row_id, filed_seq IS DISTINCT FROM seq AS is_old,
                        pg_column_size(payload) AS bytes
                      FROM item WHERE tenant_id = head.tenant_id AND space_id = head.space_id
                        AND version > 0 AND seq > place AND seq <= head.seq ORDER BY seq LIMIT rows_max) next
                  ) i WHERE i.bytes_before < bytes_max;
                  EXIT WHEN part.seq IS NULL;
                  UPDATE item SET filed_seq = NULL WHERE ctid = ANY (part.row_ids);
                  place := part.seq;
                  COMMIT;
                END LOOP;
                COMMIT;
              END LOOP;
            END
            $$
            """;

    static final MigrationSteps MIGRATION = new MigrationSteps(7, steps());

    private FilingSteps() {}

    private static List<MigrationStep> steps() {
        var steps = new ArrayList<MigrationStep>();
        steps.addAll(MigrationScripts.underMaintenance(FILE));
        for (String statement : MigrationScripts.text(SCRIPT).split(";", -1)) {
            index(statement.strip()).ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<MigrationStep> index(String statement) {
        Matcher create = CREATE.matcher(statement);
        if (create.find()) {
            String name = create.group(1);
            return Optional.of(new MigrationStep.Index(
                    name, "CREATE INDEX CONCURRENTLY IF NOT EXISTS " + name + " " + create.group(2)));
        }
        Matcher drop = DROP.matcher(statement);
        return drop.find()
                ? Optional.of(new MigrationStep.Unhurried("DROP INDEX CONCURRENTLY IF EXISTS " + drop.group(1)))
                : Optional.empty();
    }
}
