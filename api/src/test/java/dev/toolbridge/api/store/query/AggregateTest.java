package dev.toolbridge.api.store.query;

import static dev.toolbridge.api.store.query.TestLists.TASK;
import static dev.toolbridge.api.store.query.TestLists.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.query.Aggregate;
import dev.toolbridge.api.query.AggregateText;
import dev.toolbridge.api.query.Buckets;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.Spot;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Groups by columns and tags are those of the payloads, however long or many their texts are.
class AggregateTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Database DATABASE = Database.open(WORKSPACE.login(), 2, "test");
    private static final Filter ALL = new Filter.All(List.of());

    private final TestItems items = new TestItems(DATABASE);
    private final TestLists lists = TestLists.of(items);

    @AfterAll
    static void close() {
        DATABASE.close();
        WORKSPACE.close();
    }

    @Test
    void textsGroupByTheirBeginning() {
        String begin = "x".repeat(99);
        List.of(begin, begin + "y", begin + "yA", begin + "yB", begin + "yB", begin + "y".repeat(101) + "A")
                .forEach(status -> task("\"status\":\"" + status + "\""));
        task("\"status\":\"" + begin + "y".repeat(101) + "B\"");
        task("\"priority\":\"low\"");

        assertThat(groups("status,count()", ALL, ZoneOffset.UTC))
                .containsExactly(
                        group("status", begin, 1),
                        group("status", begin + "y", 1),
                        group("status", begin + "yA", 1),
                        group("status", begin + "yB", 2),
                        group("status", begin + "y".repeat(101), 2),
                        "{\"status\" : null, \"count\" : 1}");
        assertThat(groups("status.max()", ALL, ZoneOffset.UTC))
                .containsExactly("{\"max\" : \"" + begin + "y".repeat(101) + "\"}");
        assertThat(groups("priority,count()", filter("priority.not.is.null"), ZoneOffset.UTC))
                .containsExactly(group("priority", "low", 1));
    }

    @Test
    void daysBeginWhereTheZoneSays() {
        List.of("2026-03-02", "2026-03-02T23:30:00Z", "2026-03-03T00:30:00+09:00", "2026-03-04T00:00:00Z")
                .forEach(due -> task("\"dueDate\":\"" + due + "\""));
        task("\"priority\":\"low\"");

        assertThat(groups("dueDate.day(),count()", ALL, ZoneId.of("Europe/Berlin")))
                .containsExactly(
                        group("day", "2026-03-02", 2),
                        group("day", "2026-03-03", 1),
                        group("day", "2026-03-04", 1),
                        "{\"day\" : null, \"count\" : 1}");
        assertThat(groups("dueDate.week(),count()", filter("dueDate.not.is.null"), ZoneOffset.UTC))
                .containsExactly(group("week", "2026-03-02", 4));
        assertThat(groups("createdAt.year(),count()", ALL, ZoneOffset.UTC)).hasSize(1);
    }

    /// Where clocks are set back, an hour comes twice; a day begins at its midnight.
    @Test
    void hoursAreThoseOfTheZone() {
        List.of("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-26", "2026-03-29T01:30:00Z")
                .forEach(due -> task("\"dueDate\":\"" + due + "\""));
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(groups("dueDate.hour(),count()", ALL, berlin))
                .containsExactly(
                        group("hour", "2026-03-29T01:00:00Z", 1),
                        group("hour", "2026-10-25T00:00:00Z", 1),
                        group("hour", "2026-10-25T01:00:00Z", 1),
                        group("hour", "2026-10-25T23:00:00Z", 1));
        assertThat(hours("2026-10-25", berlin))
                .hasSize(25)
                .doesNotHaveDuplicates()
                .contains("2026-10-25T01:00:00Z");
        assertThat(hours("2026-03-29", berlin))
                .hasSize(23)
                .doesNotHaveDuplicates()
                .contains("2026-03-29T01:00:00Z");
        ZoneId halfHours = ZoneId.of("Australia/Lord_Howe");
        task("\"dueDate\":\"2026-10-03T15:40:00Z\"");
        assertThat(groups("dueDate.hour(),count()", filter("dueDate.eq.2026-10-03T15:40:00Z"), halfHours))
                .containsExactly(group("hour", "2026-10-03T15:00:00Z", 1));
        assertThat(hours("2026-10-04", halfHours))
                .hasSize(24)
                .doesNotHaveDuplicates()
                .contains("2026-10-03T15:00:00Z");
    }

    @Test
    @SuppressWarnings("InvalidZoneId") // this test makes it a valid one
    void aZoneThatTheDatabaseDoesNotKnowIsRefused() {
        task("\"priority\":\"low\"");
        ZoneRulesProvider.registerProvider(new OwnZones());
        ZoneId unknown = ZoneId.of(OwnZones.ZONE);

        assertThatThrownBy(() -> groups("createdAt.day()", ALL, unknown))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.facts()).containsEntry("field", "tz"));
    }

    @Test
    void timesHaveTheirMilliseconds() {
        task("\"dueDate\":\"2026-03-02T10:00:00.120Z\"");

        assertThat(groups("dueDate.max(),count()", ALL, ZoneOffset.UTC))
                .containsExactly("{\"max\" : \"2026-03-02T10:00:00.12Z\", \"count\" : 1}");
    }

    @Test
    void anItemCountsOnceForEachOfItsTags() {
        String tag = "t".repeat(200);
        task("\"tags\":[\"b\",\"a\",\"a\"]");
        task("\"tags\":[]");
        task("\"priority\":\"low\"");
        task("\"tags\":[\"\",\"a\"]");
        task("\"tags\":[\"" + tag + "A\",\"" + tag + "B\"],\"status\":\"open\"");
        task("\"tags\":["
                + IntStream.range(0, 300).mapToObj(number -> "\"many\"").collect(Collectors.joining(",")) + ",\"b\"]");
        items.write(lists.space(), TASK, new Mutation.Delete(task("\"tags\":[\"deleted\"]")));
        UUID changed = task("\"tags\":[\"a\",\"former\"]");
        items.write(
                lists.space(),
                TASK,
                new Mutation.Patch(changed, TestItems.body("{\"tags\":[\"b\"]}"), Mutation.Style.TOP_LEVEL));

        List<String> all = groups("tags,count()", ALL, ZoneOffset.UTC);

        assertThat(all)
                .containsExactly(
                        group("tags", "", 1),
                        group("tags", "a", 2),
                        group("tags", "b", 3),
                        group("tags", "many", 1),
                        group("tags", tag, 1),
                        "{\"tags\" : null, \"count\" : 2}");
        new Maintenance(WORKSPACE)
                .execute("UPDATE space_head SET seq = 300000 WHERE space_id = '"
                        + lists.space().id() + "'");
        assertThat(groups("tags,count()", ALL, ZoneOffset.UTC)).isEqualTo(all);
        assertThat(groups("tags,count()", filter("status.eq.open"), ZoneOffset.UTC))
                .containsExactly(group("tags", tag, 1));
        assertThat(groups("tags,count()", filter("tags.cs.{b}"), ZoneOffset.UTC))
                .containsExactly(group("tags", "a", 1), group("tags", "b", 3), group("tags", "many", 1));
    }

    /// A zone that this process knows, and no database.
    private static final class OwnZones extends ZoneRulesProvider {
        private static final String ZONE = "Nowhere/Unknown";

        @Override
        protected Set<String> provideZoneIds() {
            return Set.of(ZONE);
        }

        @Override
        protected ZoneRules provideRules(String zone, boolean forCaching) {
            return ZoneOffset.UTC.getRules();
        }

        @Override
        protected NavigableMap<String, ZoneRules> provideVersions(String zone) {
            return new TreeMap<>(Map.of("1", ZoneOffset.UTC.getRules()));
        }
    }

    private static String group(String name, String value, int count) {
        return "{\"" + name + "\" : \"" + value + "\", \"count\" : " + count + "}";
    }

    private List<String> groups(String select, Filter filter, ZoneId zone) {
        var columns = new AggregateText(FieldNames.of(TASK)).columns("select", select);
        var aggregate = new Aggregate(columns, filter, List.of(), 100, zone);
        return items.aggregates().ofItems(lists.space(), List.of(TASK), aggregate).groups().stream()
                .map(group -> new String(group, StandardCharsets.UTF_8))
                .toList();
    }

    /// The hours of a day, as far as an answer has empty ones too.
    private static List<String> hours(String day, ZoneId zone) {
        var columns = new AggregateText(FieldNames.of(TASK)).columns("select", "dueDate.hour()");
        Filter filter =
                new FilterText(FieldNames.of(TASK), TestItems.CONTEXT.in(zone)).whole("filter", "dueDate.eq." + day);
        return Buckets.of(new Aggregate(columns, filter, List.of(), 100, zone), new Spot("fill", 0));
    }

    private UUID task(String fields) {
        return items.create(lists.space(), TASK, "{\"title\":\"a\"," + fields + "}")
                .uid();
    }
}
