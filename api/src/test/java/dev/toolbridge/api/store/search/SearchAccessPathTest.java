package dev.toolbridge.api.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.TestConnections;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.OrderText;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
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
            WITH fresh AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
              SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), 100 + n, 1, 0, '{"title":"usual title"}'
              FROM generate_series(1, SIZE) n RETURNING *
            )
            INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
            SELECT tenant_id, space_id, type, uid, seq, 'common', 'usual title', false FROM fresh;
            UPDATE space_head SET seq = 100 + SIZE;
            UPDATE text_cursor SET seq = 100 + SIZE;
            """;

    private static final String ROWS_READ = """
            SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables WHERE relname IN ('item', 'item_text')
            """;

    private final Workspace workspace = new Workspace();
    private final Database database = Database.open(workspace.login(), 1, "test");
    private final SearchedSpace searched = new SearchedSpace(workspace, database);
    private final TestItems items = searched.items;
    private final SearchStore search = searched.search;
    private final Space space = searched.space;

    @BeforeEach
    void fill() {
        for (int number = 0; number < 5; number++) {
            items.createNote(
                    space, "{\"title\":\"Groceries " + number + "\",\"content\":\"lemonade\",\"tags\":[\"cold\"]}");
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
        long before = rowsRead();
        assertThat(find("lemonade", SearchedSpace.filter("tags.cs.{cold}"))).isEqualTo(5);
        assertThat(rowsRead() - before).isLessThanOrEqualTo(ROWS_READ_MAX);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wordsLeadListsToTheRowsThatMatch(boolean isAnalysed) {
        if (isAnalysed) {
            TestPostgres.execute(workspace.owner(), "ANALYZE item, item_text, space_head, text_cursor");
        }
        for (String order : new String[] {"changed.asc", "changed.desc", "title", "createdAt.desc", "status,title"}) {
            long before = rowsRead();
            assertThat(list("text.wfts.lemonade,status.is.null", order))
                    .as(order)
                    .isEqualTo(5);
            assertThat(rowsRead() - before).as(order).isLessThanOrEqualTo(ROWS_READ_MAX);
        }
        long before = rowsRead();
        assertThat(list("text.wfts.-lemonade", "changed.desc")).isEqualTo(10);
        assertThat(rowsRead() - before).isLessThanOrEqualTo(ROWS_READ_MAX);
    }

    private int list(String conditions, String order) {
        var question = new ItemQuestion(
                SearchedSpace.filter(conditions),
                new OrderText(FieldNames.of(TestItems.NOTE)).whole("order", order),
                new Projection.Everything(),
                false);
        return items.lists()
                .page(space, TestItems.NOTE, new ListQuery(question, 10, Optional.empty()))
                .items()
                .size();
    }

    private int find(String question) {
        return find(question, Filter.none());
    }

    private int find(String question, Filter filter) {
        var query = new Search.Query(SearchQuestion.of(question), Entities.ALL, filter, 0, 10);
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
