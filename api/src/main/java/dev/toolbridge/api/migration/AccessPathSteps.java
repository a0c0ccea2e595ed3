package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import dev.toolbridge.database.MigrationSteps;
import java.util.List;

/// Migration 4 for databases in use. Its script locks the tables while it checks all rows and rebuilds all
/// indexes: in an empty database nobody notices, but in one with millions of items all requests fail
/// meanwhile. These steps give the same tables and indexes; migration 5 replaces the script's function.
final class AccessPathSteps {
    private static final List<String> TABLES = List.of("item", "change");

    private static final String NUMBERED = """
            DO $$
            BEGIN
              IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'item_is_numbered') THEN
                ALTER TABLE item ADD CONSTRAINT item_is_numbered CHECK (seq > 0 AND version > 0) NOT VALID;
              END IF;
              IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'change_is_numbered') THEN
                ALTER TABLE change ADD CONSTRAINT change_is_numbered CHECK (seq > 0 AND version > 0) NOT VALID;
              END IF;
            END
            $$
            """;

    private static final String ITEM_BY_TYPE = """
            CREATE INDEX CONCURRENTLY IF NOT EXISTS new_item_by_type ON item (tenant_id, space_id, type, seq)
            WHERE seq < 9223372036854775807
            """;

    private static final String ITEM_BY_SEQ = """
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS new_item_by_seq ON item (tenant_id, space_id, seq)
            WHERE version > 0
            """;

    private static final String CHANGE_KEY = """
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS new_change_pkey
            ON change (tenant_id, space_id, type, uid, version)
            """;

    private static final String CHANGE_BY_SEQ = """
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS new_change_by_seq ON change (tenant_id, space_id, seq)
            WHERE seq > 0
            """;

    private static final String EXCHANGE = """
            DROP INDEX IF EXISTS item_by_type, item_by_seq, change_by_item, change_by_seq;
            ALTER TABLE item DROP CONSTRAINT IF EXISTS item_tenant_id_space_id_seq_key;
            ALTER TABLE change DROP CONSTRAINT change_pkey;
            ALTER TABLE change ADD CONSTRAINT change_pkey PRIMARY KEY USING INDEX new_change_pkey;
            ALTER INDEX new_item_by_type RENAME TO item_by_type;
            ALTER INDEX new_item_by_seq RENAME TO item_by_seq;
            ALTER INDEX new_change_by_seq RENAME TO change_by_seq
            """;

    static final MigrationSteps MIGRATION = new MigrationSteps(
            4,
            List.of(
                    new MigrationStep.Brief(TABLES, NUMBERED),
                    new MigrationStep.Unhurried("ALTER TABLE item VALIDATE CONSTRAINT item_is_numbered"),
                    new MigrationStep.Unhurried("ALTER TABLE change VALIDATE CONSTRAINT change_is_numbered"),
                    new MigrationStep.Index("new_item_by_type", ITEM_BY_TYPE),
                    new MigrationStep.Index("new_item_by_seq", ITEM_BY_SEQ),
                    new MigrationStep.Index("new_change_pkey", CHANGE_KEY),
                    new MigrationStep.Index("new_change_by_seq", CHANGE_BY_SEQ),
                    new MigrationStep.Brief(TABLES, EXCHANGE)));

    private AccessPathSteps() {}
}
