package dev.toolbridge.api.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.TestConnections;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.journal.ChangeFilter;
import dev.toolbridge.api.journal.ChangeQuery;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.api.journal.Journal.HistoryPage;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.OrderText;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rows that a request reads do not grow with its space, whatever the planner knows of the tables.
class AccessPathTest {
    private static final int SPACE_SIZE = 3_000;
    private static final int SMALL_SPACES = 2_000;

    /// The rows of an answer, and a few that a plan may read besides.
    private static final int ROWS_READ_MAX = 40;

    private static final int LIMIT = 5;

    /// The number of runs of a statement before PostgreSQL keeps one plan for it.
    private static final int PLANS_KEPT_AFTER = 8;

    private static final EntityType NOTE = TestItems.NOTE;
    private static final EntityType COMMENT = Entities.named("comment");
    private static final EntityType TASK = Entities.named("task");

    private static final String LEAVE_STATISTICS_ALONE = """
            ALTER TABLE item SET (autovacuum_enabled = false);
            ALTER TABLE change SET (autovacuum_enabled = false);
            """;

    private static final String FILL = """
            GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE;
            SET ROLE toolbridge_maintenance;
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            SELECT 'other ' || n, gen_random_uuid(), 'note', gen_random_uuid(), 1, 1, 0, '{}'
            FROM generate_series(1, SMALL) n;
            WITH head AS (
              UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE' RETURNING seq - SIZE AS seq
            ), fresh AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
              SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), head.seq + n, 1, n, FILED
              FROM head CROSS JOIN generate_series(1, SIZE) n RETURNING *
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{}', 'fill', payload FROM fresh;
            WITH head AS (
              UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE' RETURNING seq - SIZE AS seq
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            SELECT 'tenant', 'SPACE', head.seq + n, 'note', 'BUSY', n, 'patch', '{}', 'fill', '{"sync":{}}'
            FROM head CROSS JOIN generate_series(1, SIZE) n;
            """;

    /// One item in a thousand has the rare values.
    private static final String FILED = """
            jsonb_build_object('sync', '{}'::jsonb, 'title', 'title ' || n,
              'status', CASE WHEN n % 1000 = 1 THEN 'rare' ELSE 'usual' END,
              'priority', CASE WHEN n % 1000 = 1 THEN 'rare' ELSE 'usual' END, 'done', n % 1000 = 1,
              'dueDate', date '2026-01-01' + n,
              'tags', jsonb_build_array(CASE WHEN n % 1000 = 1 THEN 'rare' ELSE 'usual' END))
            """;

    private static final String ROWS_READ = """
            SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables
            WHERE relname IN ('item', 'change', 'item_tag')
            """;

    private final Workspace workspace = new Workspace();

    /// One connection, so that all statements use the plans that it keeps.
    private final Database database = Database.open(workspace.login(), 1, "test");

    private final TestItems items = new TestItems(database);
    private final FeedStore feed = new FeedStore(database);
    private final JournalStore journal = new JournalStore(database);
    private final ChangeStore changes = new ChangeStore(database);
    private final Space space = new Space("tenant", UUID.randomUUID());
    private final Item note = items.createNote(space, "{}");

    /// An item with a long history.
    private final UUID busy = UUID.randomUUID();

    private final Map<String, Runnable> requests = requests();

    @BeforeEach
    void leaveStatisticsAlone() {
        items.create(space, TASK, "{}");
        TestPostgres.execute(workspace.owner(), LEAVE_STATISTICS_ALONE);
    }

    @AfterEach
    void close() {
        database.close();
        workspace.close();
    }

    @Test
    void readsNoMoreThanItAnswersFromTablesThatWereNeverAnalysed() {
        fill();

        assertThat(requests).allSatisfy(this::readsFewRows);
    }

    @Test
    void readsNoMoreThanItAnswersAmongManySmallSpaces() {
        fill();
        TestPostgres.execute(workspace.owner(), "ANALYZE item, change, space_head");

        assertThat(requests).allSatisfy(this::readsFewRows);
    }

    @Test
    void readsNoMoreThanItAnswersOnPlansThatWereMadeForSmallTables() {
        TestPostgres.execute(workspace.owner(), "VACUUM ANALYZE item, change, space_head");
        for (int times = 0; times < PLANS_KEPT_AFTER; times++) {
            requests.values().forEach(Runnable::run);
        }
        fill();

        assertThat(requests).allSatisfy(this::readsFewRows);
    }

    private void fill() {
        TestPostgres.execute(
                workspace.owner(),
                FILL.replace("SPACE", space.id().toString())
                        .replace("BUSY", busy.toString())
                        .replace("SIZE", Integer.toString(SPACE_SIZE))
                        .replace("SMALL", Integer.toString(SMALL_SPACES))
                        .replace("FILED", FILED));
    }

    private Map<String, Runnable> requests() {
        var named = new LinkedHashMap<String, Runnable>();
        named.put("get", () -> items.items().find(space, new Key(NOTE, note.uid())));
        named.put("patch", () -> items.patch(space, note.uid(), "{\"number\":1}"));
        named.put("create", () -> createUnder(note));
        named.put("push", () -> items.push(space, NOTE, pushed(note.uid()), pushed(UUID.randomUUID())));
        named.put("delete with what is under it", this::deleteParent);
        named.put("list", () -> list(NOTE, Order.usual()));
        named.put("list of a rare type", () -> list(TASK, Order.usual()));
        named.put("newest of a rare type", () -> list(TASK, new Order.ByChange(true)));
        named.put("changes from the beginning", () -> changes(Optional.empty()));
        named.put("changes at the head", () -> changes(Optional.of(changes.latest(space))));
        named.put("pull", () -> pull(Optional.of(NOTE)));
        named.put("pull of a rare type", () -> pull(Optional.of(TASK)));
        named.put("changes", () -> pull(Optional.empty()));
        named.put("latest changes", () -> feed.latest(space, LIMIT, List.of()));
        named.put("history", () -> journal.history(space, NOTE, note.uid(), new HistoryPage(Long.MAX_VALUE, LIMIT)));
        named.put("version", () -> journal.version(space, new Key(NOTE, note.uid()), 1));
        named.put("deep page of history", () -> journal.history(space, NOTE, busy, new HistoryPage(busySeq(), LIMIT)));
        named.put("as of a change", () -> at(new Moment.Change(busySeq())));
        named.put("as of a time", () -> at(new Moment.Time(Instant.now().toEpochMilli())));
        named.put("restore", () -> restore(note));
        addQuestions(named);
        return named;
    }

    private void addQuestions(Map<String, Runnable> named) {
        for (String filter : List.of(
                "status.eq.usual",
                "status.eq.rare",
                "priority.eq.rare",
                "tags.cs.{usual}",
                "tags.cs.{rare}",
                "tags.ov.{rare,usual}",
                "status.in.(rare,usual)",
                "status.eq(any).{rare,usual}",
                "dueDate.eq.2026-01-05",
                "createdAt.gte.2020-01-01,createdAt.lt.2020-01-02",
                "title.eq.\"title 5\"",
                "createdAt.lt.today+1")) {
            named.put(filter, () -> list(filter, "changed.asc"));
            named.put(filter + " newest first", () -> list(filter, "changed.desc"));
        }
        for (String order : List.of(
                "title", "title.desc", "dueDate", "dueDate.desc", "createdAt.desc", "updatedAt", "updatedAt.desc")) {
            named.put("order by " + order, () -> list("version.gte.1", order));
        }
    }

    private void list(String filter, String order) {
        var question = new ItemQuestion(
                new FilterText(FieldNames.of(Entities.ALL), TestItems.CONTEXT).whole("filter", filter),
                new OrderText(FieldNames.of(Entities.ALL)).whole("order", order),
                new Projection.Everything(),
                false);
        items.lists().page(space, NOTE, new ListQuery(question, LIMIT, Optional.empty()));
    }

    private void at(Moment moment) {
        assertThat(journal.at(space, new Key(NOTE, busy), moment)).isNotNull();
    }

    /// The number of a change in the first half of a long history.
    private long busySeq() {
        return items.items().head(space).seq() - SPACE_SIZE / 2;
    }

    private void restore(Item item) {
        items.write(space, NOTE, new Mutation.Restore(item.uid(), 1, TestItems.body("{\"restored\":1}")));
    }

    private void deleteParent() {
        Item parent = items.createNote(space, "{}");
        createUnder(parent);
        items.write(space, NOTE, new Mutation.Delete(parent.uid()));
    }

    private void createUnder(Item parent) {
        items.create(space, COMMENT, "{\"parentType\":\"note\",\"parentUid\":\"" + parent.uid() + "\"}");
    }

    private void readsFewRows(String name, Runnable request) {
        long before = rowsRead();
        request.run();
        assertThat(rowsRead() - before).as(name).isLessThanOrEqualTo(ROWS_READ_MAX);
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

    private void changes(Optional<Cursor> after) {
        var filter = new ChangeFilter(new TreeSet<>(List.of("note", "task")), Optional.empty(), Map.of());
        changes.read(space, new ChangeQuery(filter, after, LIMIT, Include.PATCH));
    }

    private void list(EntityType type, Order order) {
        items.list(space, type, order, new TestItems.Part(LIMIT, Optional.empty(), false));
    }

    private void pull(Optional<EntityType> type) {
        feed.read(space, new FeedQuery(type, LIMIT, Optional.empty(), OptionalInt.empty()));
    }

    private static String pushed(UUID uid) {
        return "{\"uid\":\"" + uid + "\"}";
    }
}
