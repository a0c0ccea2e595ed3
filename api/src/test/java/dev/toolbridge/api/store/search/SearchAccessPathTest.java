package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.TestConnections;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A search reads the rows that match it by the indexes of words and titles, whatever the planner knows of the tables.
class SearchAccessPathTest {
    private static final int SPACE_SIZE = 3_000;
    private static final int SMALL_SPACES = 2_000;

    /// The rows of the answer in several lists, and a few more.
    private static final int ROWS_READ_MAX = 60;

    private static final String FILL = """
            ALTER TABLE item_text SET (autovacuum_enabled = false);
            ALTER TABLE item SET (autovacuum_enabled = false);
            GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE;
            SET ROLE toolbridge_maintenance;
            INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
            SELECT 'other ' || n, gen_random_uuid(), 'note', gen_random_uuid(), 1, 'common', 'usual title', false
            FROM generate_series(1, SMALL) n;
            INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
            SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), 1, 'common', 'usual title', false
            FROM generate_series(1, SIZE) n;
            """;

    private static final String ROWS_READ = """
            SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables WHERE relname IN ('item', 'item_text')
            """;

    private final Workspace workspace = new Workspace();
    private final Database database = Database.open(workspace.login(), 1, "test");
    private final TestItems items = new TestItems(database);
    private final SearchLanguages english = SearchLanguages.parse("english");
    private final SearchStore search = new SearchStore(database, english, new TextIndex(database, english)::bringIn);
    private final Space space = new Space("tenant", UUID.randomUUID());

    @BeforeEach
    void fill() {
        for (int number = 0; number < 5; number++) {
            items.createNote(space, "{\"title\":\"Groceries " + number + "\",\"content\":\"lemonade\"}");
        }
        find("lemonade");
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
    void readsTheRowsThatMatch(boolean isAnalysed) {
        if (isAnalysed) {
            TestPostgres.execute(workspace.owner(), "ANALYZE item, item_text, space_head, text_cursor");
        }
        for (String question :
                new String[] {"lemonade", "lemon", "grocries", "groceries lemonade", "\"groceries 3\""}) {
            long before = rowsRead();
            assertThat(find(question)).as(question).isPositive();
            assertThat(rowsRead() - before).as(question).isLessThanOrEqualTo(ROWS_READ_MAX);
        }
    }

    private int find(String question) {
        var query = new Search.Query(SearchQuestion.of(question), Entities.ALL, 0, 10);
        return search.find(space, query).hits().size();
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
