package dev.toolbridge.api.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.Lists;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists in orders by fields, page by page.
class OrderTest {
    private static final int ITEMS = 60;

    private static final String FILL = """
            GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE;
            SET ROLE toolbridge_maintenance;
            WITH head AS (
              UPDATE space_head SET seq = seq + 20001 WHERE space_id = 'SPACE' RETURNING seq - 20001 AS seq
            )
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            SELECT 'tenant', 'SPACE', 'task', gen_random_uuid(), head.seq + n, 1, n, '{"rank":1}'
            FROM head CROSS JOIN generate_series(1, 20001) n
            """;

    private static final Workspace WORKSPACE = new Workspace();
    private static final Database DATABASE = Database.open(WORKSPACE.login(), 2, "test");

    private final Random random = new Random(7);
    private final TestItems items = new TestItems(DATABASE);
    private final TestLists lists = TestLists.of(items);

    @AfterAll
    static void close() {
        DATABASE.close();
        WORKSPACE.close();
    }

    @BeforeEach
    void fill() {
        for (int count = 0; count < ITEMS; count++) {
            items.create(lists.space(), TestLists.TASK, "{" + text("title") + text("status") + day() + "\"n\":1}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "title.asc, title, false, false",
        "title.desc, title, true, false",
        "title.asc.nullsfirst, title, false, true",
        "title.desc.nullsfirst, title, true, true",
        "dueDate.asc, dueDate, false, false",
        "dueDate.desc, dueDate, true, false",
        "dueDate.desc.nullsfirst, dueDate, true, true",
        "status.asc, status, false, false",
        "status.desc.nullslast, status, true, false"
    })
    void oneFieldOrdersAllItemsOnce(String order, String field, boolean isDescending, boolean areNullsFirst) {
        Comparator<Item> byField = by(field, isDescending, areNullsFirst);
        List<Item> stored = pages("changed.asc", Filter.none(), 50);
        List<Item> expected = new ArrayList<>(isDescending ? stored.reversed() : stored);
        expected.sort(byField);

        for (int limit : new int[] {1, 7, 100}) {
            assertThat(TestLists.uids(pages(order, Filter.none(), limit))).isEqualTo(TestLists.uids(expected));
        }
    }

    @Test
    void severalFieldsOrderOneAfterTheOther() {
        List<Item> expected = pages("changed.desc", Filter.none(), 50);
        expected.sort(by("status", false, false)
                .thenComparing(by("dueDate", true, false))
                .thenComparing(by("title", true, false)));

        assertThat(TestLists.uids(pages("status,dueDate.desc.nullslast,title.desc", Filter.none(), 9)))
                .isEqualTo(TestLists.uids(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dueDate",
                "title.desc",
                "createdAt.desc",
                "updatedAt",
                "status,version",
                "uid.desc",
                "changedBy,title",
                "changed.desc"
            })
    void aFilterLeavesTheOrder(String order) {
        var filter = TestLists.filter("dueDate.gte.2026-03-03,dueDate.lt.2026-03-20,status.neq.b");
        List<Item> expected = pages(order, Filter.none(), 100).stream()
                .filter(item -> new PlainFilter(item).matches(filter))
                .toList();

        assertThat(TestLists.uids(pages(order, filter, 4)))
                .isEqualTo(TestLists.uids(expected))
                .isNotEmpty();
    }

    @Test
    void refusesToSortMoreThanAPageReads() {
        TestPostgres.execute(
                WORKSPACE.owner(), FILL.replace("SPACE", lists.space().id().toString()));

        assertThatThrownBy(() -> pages("priority", Filter.none(), 10)).hasMessageContaining("too many items");
        assertThat(pages("title", Filter.none(), 1_000)).hasSize(ITEMS + 20_001);
        var rare = TestLists.filter("payload.n.eq.1");
        assertThat(pages("changed.desc", rare, 1_000)).hasSize(ITEMS);
    }

    /// A page that reads as many items as it may ends early, with more behind it.
    @ParameterizedTest
    @CsvSource({
        "dueDate, 'dueDate.gte.2026-03-01'",
        "dueDate.desc.nullsfirst, 'dueDate.lt.2026-04-01,version.gte.1'",
        "changed.desc, 'dueDate.gte.2026-03-01,dueDate.lt.2026-04-01'",
        "title, 'title.eq.a,dueDate.gte.2026-03-01,dueDate.lt.2026-04-01'",
        "changed.desc, 'createdAt.gte.2000-01-01,createdAt.lte.today'",
        "'status,title', 'dueDate.gte.2026-03-01'"
    })
    void aRangeOfTimesNeedsNoItemsBeside(String order, String conditions) {
        Filter filter = TestLists.filter(conditions);
        List<UUID> expected = TestLists.uids(pages(order, filter, 100));
        TestPostgres.execute(
                WORKSPACE.owner(), FILL.replace("SPACE", lists.space().id().toString()));

        var question = TestLists.question(filter, order, false);
        ItemPage page =
                items.lists().page(lists.space(), TestLists.TASK, new ListQuery(question, 100, Optional.empty()));
        assertThat(TestLists.uids(page.items())).isEqualTo(expected).isNotEmpty();
        assertThat(page.hasMore()).isFalse();
        assertThat(items.lists().count(lists.space(), TestLists.TASK, question))
                .isEqualTo(new Lists.Count(expected.size(), true));
    }

    private static Comparator<Item> by(String field, boolean isDescending, boolean areNullsFirst) {
        Function<Item, String> value =
                item -> Optional.ofNullable(item.payload().fields().get(field))
                        .map(JsonNode::textValue)
                        .orElse(null);
        Comparator<String> texts = isDescending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(value, areNullsFirst ? Comparator.nullsFirst(texts) : Comparator.nullsLast(texts));
    }

    private String text(String field) {
        return random.nextInt(5) == 0 ? "" : "\"" + field + "\":\"" + (char) ('a' + random.nextInt(5)) + "\",";
    }

    private String day() {
        return random.nextInt(5) == 0 ? "" : "\"dueDate\":\"2026-03-" + (10 + random.nextInt(15)) + "\",";
    }

    private List<Item> pages(String order, Filter filter, int limit) {
        return lists.all(TestLists.question(filter, order, false), limit);
    }
}
