package dev.toolbridge.api.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Generated filters over items of all kinds give what a plain evaluation in Java gives. The property
/// `toolbridge.filters` is the number of filters.
class FilterTest {
    private static final int FILTERS = Integer.getInteger("toolbridge.filters", 1_500);
    private static final int ITEMS = 80;
    private static final int PAGE = 50;
    private static final QueryContext CONTEXT = new QueryContext(
            InstantSource.fixed(Instant.parse("2026-03-15T12:00:00Z")),
            ZoneOffset.UTC,
            SearchLanguages.parse("english"));
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati");

    private static final List<String> VALUES = List.of(
            "\"open\"",
            "\"done\"",
            "\"high\"",
            "\"a\"",
            "\"b, c\"",
            "\"(x)\"",
            "\"\"",
            "\"é\"",
            "5",
            "5.0",
            "-1",
            "1e2",
            "\"5\"",
            "true",
            "false",
            "null",
            "[\"a\",\"b\"]",
            "[\"a\"]",
            "[]",
            "[1,\"a\"]",
            "{\"in\":5}",
            "\"2026-03-15\"",
            "\"2026-03-16\"",
            "\"2026-03-15T10:00:00Z\"",
            "\"2026-03-15T23:30:00-02:00\"",
            "\"2026-02-30\"",
            "\"50%_\\\\\"");

    private static final List<String> FIELDS = List.of(
            "title",
            "status",
            "priority",
            "done",
            "dueDate",
            "tags",
            "text",
            "text",
            "payload.n",
            "payload->n->in",
            "payload->>n");

    private static final List<String> WORDS = List.of("red", "green", "blue", "Redden", "Blue", "grey");

    private static final Workspace WORKSPACE = new Workspace();
    private static final Database DATABASE = Database.open(WORKSPACE.login(), 2, "test");

    private final Random random = new Random(2026);
    private final TestItems items = new TestItems(DATABASE);
    private final TestLists lists = TestLists.of(items);

    @AfterAll
    static void close() {
        DATABASE.close();
        WORKSPACE.close();
    }

    @Test
    void matchWhatAPlainEvaluationMatches() {
        List<Item> stored = fill();
        long matches = 0;
        for (int count = 0; count < FILTERS; count++) {
            String text = conditions(2);
            Filter filter = new FilterText(FieldNames.of(TestLists.TASK), CONTEXT.in(ZoneId.of(any(ZONES))))
                    .whole("filter", text);
            List<UUID> expected = stored.stream()
                    .filter(item -> new PlainFilter(item).matches(filter))
                    .map(Item::uid)
                    .toList();

            assertThat(TestLists.uids(all(filter))).as(text).isEqualTo(expected);
            matches += expected.size();
        }
        assertThat(matches).as("filters that say something").isBetween(FILTERS * 2L, FILTERS * (ITEMS - 10L));
    }

    private List<Item> fill() {
        for (int count = 0; count < ITEMS; count++) {
            items.push(lists.space(), TestLists.TASK, task());
        }
        List<Item> stored = all(Filter.none());
        for (Item item : stored.subList(0, 5)) {
            items.write(lists.space(), TestLists.TASK, new Mutation.Delete(item.uid()));
        }
        return all(Filter.none());
    }

    private String task() {
        var task = new StringBuilder("{\"uid\":\"" + UUID.randomUUID() + "\"");
        for (String field : List.of("title", "status", "priority", "done", "dueDate", "tags", "description", "n")) {
            if (random.nextInt(5) > 0) {
                task.append(",\"").append(field).append("\":").append(usual(field));
            }
        }
        return task.append('}').toString();
    }

    /// Mostly a value of the field's type.
    private String usual(String field) {
        if (random.nextInt(3) == 0) {
            return any(VALUES);
        }
        return switch (field) {
            case "done" -> Boolean.toString(random.nextBoolean());
            case "dueDate" -> any(VALUES.subList(21, 25));
            case "tags" -> any(VALUES.subList(16, 19));
            case "n" -> any(VALUES);
            case "description" ->
                "\""
                        + String.join(
                                " ", Stream.generate(() -> any(WORDS)).limit(4).toList()) + "\"";
            default -> any(VALUES.subList(0, 8));
        };
    }

    private String conditions(int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return condition();
        }
        String not = random.nextInt(3) == 0 ? "not." : "";
        String tree = random.nextBoolean() ? "or" : "and";
        return not + tree + "(" + conditions(depth - 1) + "," + conditions(depth - 1) + ")";
    }

    private String condition() {
        String field = any(FIELDS);
        String not = random.nextInt(4) == 0 ? "not." : "";
        return field + "." + not + compared(field);
    }

    private String compared(String field) {
        return switch (field) {
            case "done" -> any(List.of("eq.true", "neq.false", "is.true", "is.false", "is.null", "in.(true,false)"));
            case "dueDate" -> any(List.of("eq", "neq", "gt", "gte", "lt", "lte", "isdistinct")) + "." + day();
            case "tags" -> any(List.of("cs.{a}", "cs.{a,b}", "cd.{a,b}", "ov.{b,x}", "is.null", "cs.{\"b, c\"}"));
            case "text" -> words();
            case "title", "status", "priority" -> text();
            default -> random.nextInt(4) == 0 ? any(List.of("cs.{a}", "cd.{a,1}", "ov.{1}", "is.true")) : open();
        };
    }

    private String day() {
        return any(List.of("2026-03-15", "today", "today+1", "today-1", "2026-03-15T10:00:00Z", "2026-03-16"));
    }

    private String text() {
        return any(List.of(
                "eq.open",
                "neq.open",
                "eq.\"b, c\"",
                "in.(open,done,\"(x)\")",
                "like.*o*",
                "ilike.*O*N*",
                "like.50%*",
                "is.null",
                "is.not_null",
                "isdistinct.done",
                "gt.b",
                "lte.done",
                "eq(any).{open,a}",
                "neq(all).{a,open}",
                "eq.\"\"",
                "eq.é"));
    }

    private String words() {
        String language = any(List.of("", "(simple)", "(english)"));
        String one = any(WORDS);
        String other = any(WORDS);
        return switch (random.nextInt(5)) {
            case 0 -> "plfts" + language + "." + one + " " + other;
            case 1 -> "phfts" + language + "." + one + " " + other;
            case 2 -> "wfts" + language + ".\"" + one + any(List.of(" -", " or ", " \\\"", " ")) + other + "\"";
            case 3 -> "fts" + language + ".\"" + one + any(List.of(" & ", " | ", " <-> ", " & !")) + other + "\"";
            default -> "fts" + language + ".\"!(re:* & " + one + ") | 'green " + other + "'\"";
        };
    }

    private String open() {
        return any(List.of(
                "eq.5",
                "eq.\"5\"",
                "neq.5",
                "in.(5,a)",
                "gt.4",
                "lt.a",
                "gte.-1",
                "is.null",
                "isdistinct.5",
                "like.*",
                "eq.100",
                "eq.true",
                "lte.5.00"));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private List<Item> all(Filter filter) {
        return lists.all(TestLists.question(filter, "changed.asc", true), PAGE);
    }
}
