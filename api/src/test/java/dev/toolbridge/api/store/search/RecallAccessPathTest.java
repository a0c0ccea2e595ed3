package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.TestConnections;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.recall.StoredMemories;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recall reads the memories that answer by the indexes of words and keys, and their origins by that of the journal.
/// It does so under the role of the server, whatever the planner knows of the tables.
class RecallAccessPathTest {
    private static final int SPACE_SIZE = 5_000;
    private static final int SMALL_SPACES = 1_000;
    private static final int ANSWERS = 5;

    /// The rows of the answers in several lists and tables, and a few more.
    private static final int ROWS_READ_MAX = 80;

    /// The rows, in the index and in the table, that tell if a condition without an index of its own is met by many.
    private static final int CHECKED_MAX = 4_000;

    private static final String FILL = """
            ALTER TABLE item_text SET (autovacuum_enabled = false);
            ALTER TABLE item SET (autovacuum_enabled = false);
            ALTER TABLE change SET (autovacuum_enabled = false);
            GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE;
            SET ROLE toolbridge_maintenance;
            INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
            SELECT 'other ' || n, gen_random_uuid(), 'memory', gen_random_uuid(), 1, 'lemonad', '', false
            FROM generate_series(1, SMALL) n;
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, item_key, payload)
            SELECT 'other ' || n, gen_random_uuid(), 'memory', gen_random_uuid(), 1, 1, 0, 'prices', '{"sync":{}}'
            FROM generate_series(1, SMALL) n;
            WITH fresh AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, item_key, payload)
              SELECT 'tenant', 'SPACE', 'memory', gen_random_uuid(), 100 + n, 1, 0, 'key ' || n,
                '{"memoryType":"fact","content":"common","tags":["usual"],"sync":{}}'
              FROM generate_series(1, SIZE) n RETURNING *
            ), told AS (
              INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
              SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{}', 'fill', payload FROM fresh
            )
            INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
            SELECT tenant_id, space_id, type, uid, seq, 'common', '', false FROM fresh;
            UPDATE space_head SET seq = 100 + SIZE WHERE space_id = 'SPACE';
            UPDATE text_cursor SET seq = 100 + SIZE WHERE space_id = 'SPACE';
            """;

    private static final String ROWS_READ = """
            SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables
            WHERE relname IN ('item', 'item_text', 'item_tag', 'change')
            """;

    private final Workspace workspace = new Workspace();
    private final Database database = Database.open(workspace.login(), 1, "test");
    private final SearchedSpace searched = new SearchedSpace(workspace, database);
    private final MemoryStore memories = new MemoryStore(database);
    private final Space space = searched.space;

    @BeforeEach
    void fill() {
        for (int number = 0; number < ANSWERS; number++) {
            searched.items.create(
                    space,
                    StoredMemories.TYPE,
                    "{\"memoryType\":\"gotcha\",\"content\":\"lemonade " + number
                            + "\",\"tags\":[\"cold\"],\"key\":\"key-" + number + "\"}");
        }
        assertThat(found("lemonade", Filter.none())).hasSize(ANSWERS);
        TestPostgres.execute(
                workspace.owner(),
                FILL.replace("SPACE", space.id().toString())
                        .replace("SIZE", Integer.toString(SPACE_SIZE))
                        .replace("SMALL", Integer.toString(SMALL_SPACES)));
    }

    @AfterEach
    void close() {
        database.close();
        workspace.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsTheMemoriesThatAnswer(boolean isAnalysed) {
        if (isAnalysed) {
            TestPostgres.execute(
                    workspace.owner(), "ANALYZE item, item_text, item_tag, change, space_head, text_cursor");
        }
        assertThat(readFor(Filter.none())).isLessThanOrEqualTo(ROWS_READ_MAX);
        assertThat(readFor(SearchedSpace.filter("tags.cs.{cold}"))).isLessThanOrEqualTo(ROWS_READ_MAX);
        assertThat(readFor(SearchedSpace.filter("memoryType.eq.gotcha,tags.cs.{cold}")))
                .isLessThanOrEqualTo(ROWS_READ_MAX);
        assertThat(readFor(SearchedSpace.filter("memoryType.eq.gotcha")))
                .isLessThanOrEqualTo(CHECKED_MAX + ROWS_READ_MAX);
        long before = rowsRead();
        assertThat(memories.withKey(space, "key-3", 5)).hasSize(1);
        assertThat(memories.withKey(space, "prices", 5)).isEmpty();
        assertThat(rowsRead() - before).isLessThanOrEqualTo(2);
    }

    /// The rows that are read for the answers and their origins.
    private long readFor(Filter filter) {
        long before = rowsRead();
        assertThat(memories.origins(space, found("lemonade", filter))).hasSize(ANSWERS);
        return rowsRead() - before;
    }

    private List<UUID> found(String question, Filter filter) {
        var query = new Search.Query(SearchQuestion.of(question), List.of(StoredMemories.TYPE), filter, 0, 30);
        return SearchedSpace.uids(searched.search.find(space, query));
    }

    private long rowsRead() {
        database.with(connection -> connection.createStatement().execute("SELECT pg_stat_force_next_flush()"));
        try (Connection beside = TestConnections.asServer(workspace);
                ResultSet row = beside.createStatement().executeQuery(ROWS_READ)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
