package dev.toolbridge.api.store.query;

import static dev.toolbridge.api.store.query.TestLists.TASK;
import static dev.toolbridge.api.store.query.TestLists.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.query.Aggregate;
import dev.toolbridge.api.query.AggregateText;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions on the words of items see what was written, in every order, and nothing of others.
class TextFilterTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Database DATABASE = Database.open(WORKSPACE.login(), 2, "test");
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);

    /// One more than words lead to: a walk looks for these.
    private static final int MANY = 5_001;

    private final TestItems items = new TestItems(DATABASE);
    private final TestLists lists = TestLists.of(items);

    @AfterAll
    static void close() {
        DATABASE.close();
        WORKSPACE.close();
    }

    @Test
    void findWhatWasJustWrittenChangedAndDeleted() {
        UUID task = task("{\"title\":\"Groceries\",\"content\":\"buying milk\"}");
        assertThat(found("text.wfts.\"buy groceries\"")).containsExactly(task);

        items.write(
                lists.space(),
                TASK,
                new Mutation.Patch(task, TestItems.body("{\"content\":\"bread\"}"), Mutation.Style.TOP_LEVEL));
        assertThat(found("text.wfts.milk")).isEmpty();
        assertThat(found("text.wfts.bread")).containsExactly(task);

        items.write(lists.space(), TASK, new Mutation.Delete(task));
        assertThat(found("text.wfts.bread")).isEmpty();
        var deletedToo = TestLists.question(filter("text.not.wfts.bread"), "changed.asc", true);
        assertThat(TestLists.uids(lists.all(deletedToo, 10))).containsExactly(task);
    }

    @Test
    void knowTheFormsOfTheLanguageThatTheyName() {
        UUID task = task("{\"title\":\"the buying of groceries\"}");

        assertThat(found("text.wfts.buy")).containsExactly(task);
        assertThat(found("text.wfts(english).buys")).containsExactly(task);
        assertThat(found("text.wfts(simple).buys")).isEmpty();
        assertThat(found("text.plfts(simple).the")).containsExactly(task);
        assertThat(found("text.plfts.the")).isEmpty();
        assertThat(found("text.phfts.\"buying of groceries\"")).containsExactly(task);
        assertThat(found("text.fts.groc:*")).containsExactly(task);
    }

    @Test
    void showNothingOfOtherTenantsAndSpaces() throws SQLException {
        UUID task = task("{\"title\":\"milk\"}");
        assertThat(found("text.wfts.milk")).containsExactly(task);
        Space space = lists.space();
        String rows = "SELECT (SELECT count(*) FROM text_items('milk', '{task}', 0, 10)), has_words('task', '" + task
                + "', 'milk')";
        try (Connection connection = TestPostgres.connect(WORKSPACE.login())) {
            assertThatThrownBy(() -> connection.createStatement().executeQuery(rows))
                    .hasMessageContaining("outside of every space");
            for (Space one : List.of(space, new Space("other", space.id()), new Space("tenant", UUID.randomUUID()))) {
                var statement = connection.createStatement();
                statement.execute("SELECT set_config('app.tenant', '" + one.tenant()
                        + "', false), set_config('app.space', '" + one.id() + "', false)");
                var row = statement.executeQuery(rows);
                row.next();
                assertThat(row.getInt(1)).isEqualTo(one.equals(space) ? 1 : 0);
                assertThat(row.getBoolean(2)).isEqualTo(one.equals(space));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"changed.asc", "changed.desc", "title", "title.desc", "status,version", "dueDate.desc"})
    void leaveTheOrder(String order) {
        for (int number = 0; number < 40; number++) {
            task("{\"title\":\"" + (char) ('a' + number % 7) + "\",\"status\":\"" + number % 3 + "\",\"content\":\""
                    + (number % 2 == 0 ? "even" : "odd") + (number % 5 == 0 ? " five" : "") + "\"}");
        }
        for (String conditions : List.of(
                "text.wfts.even",
                "text.wfts.even,text.wfts.five",
                "text.wfts.-even",
                "status.neq.1,text.plfts.even",
                "or(text.wfts.five,status.eq.1)",
                "not.and(text.wfts.five,status.eq.1)")) {
            var everything = TestLists.question(filter("version.gte.1"), order, false);
            List<UUID> expected = lists.all(everything, 50).stream()
                    .filter(item -> new PlainFilter(item).matches(filter(conditions)))
                    .map(one -> one.uid())
                    .toList();

            assertThat(TestLists.uids(lists.all(TestLists.question(filter(conditions), order, false), 3)))
                    .as(conditions)
                    .isEqualTo(expected)
                    .isNotEmpty();
        }
    }

    @Test
    void areRefusedWhileMoreIsMissingThanOneQuestionBringsIn() {
        fill(700);

        assertThatThrownBy(() -> found("text.wfts.filled"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(found("text.wfts.filled")).hasSize(700);
    }

    @Test
    void findCommonWordsOnAWalk() {
        fill(MANY);
        MAINTENANCE.execute("""
                INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
                SELECT tenant_id, space_id, type, uid, seq, 'filled', '', false FROM item WHERE space_id = 'SPACE';
                INSERT INTO text_cursor (tenant_id, space_id, seq, languages)
                SELECT tenant_id, space_id, seq, 'english' FROM space_head WHERE space_id = 'SPACE'
                """.replace("SPACE", lists.space().id().toString()));

        assertThat(found("text.wfts.filled")).hasSize(MANY);
        assertThat(items.lists()
                        .count(lists.space(), TASK, TestLists.question(filter("text.wfts.filled"), "title", false)))
                .extracting(count -> count.items())
                .isEqualTo((long) MANY);
    }

    @Test
    void leadToTheGroupsOfAnAggregate() {
        task("{\"title\":\"milk\",\"status\":\"open\"}");
        task("{\"title\":\"milk\",\"status\":\"done\"}");
        task("{\"title\":\"bread\",\"status\":\"open\"}");
        var columns = new AggregateText(FieldNames.of(TASK)).columns("select", "status,count()");
        var aggregate = new Aggregate(columns, filter("text.wfts.milk"), List.of(), 10, ZoneOffset.UTC);

        assertThat(items.aggregates()
                        .ofItems(lists.space(), List.of(TASK), aggregate)
                        .groups())
                .extracting(group -> new String(group, StandardCharsets.UTF_8))
                .containsExactly("{\"status\" : \"done\", \"count\" : 1}", "{\"status\" : \"open\", \"count\" : 1}");
    }

    private UUID task(String payload) {
        return items.create(lists.space(), TASK, payload).uid();
    }

    private void fill(int count) {
        items.items().head(lists.space());
        MAINTENANCE.execute(
                """
                WITH head AS (
                  UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE' RETURNING seq - SIZE AS seq)
                INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
                SELECT 'tenant', 'SPACE', 'task', gen_random_uuid(), head.seq + n, 1, 0, '{"title":"filled"}'
                FROM head CROSS JOIN generate_series(1, SIZE) n
                """.replace("SPACE", lists.space().id().toString()).replace("SIZE", Integer.toString(count)));
    }

    private List<UUID> found(String conditions) {
        return TestLists.uids(lists.all(TestLists.question(filter(conditions), "changed.asc", false), 1_000));
    }
}
