package dev.toolbridge.api;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.query.ListStore;
import dev.toolbridge.api.store.search.SearchStore;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.search.TextIndexer;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Measures search and its indexer at 50,000 notes of 60 words. A program, not a test; it prints a table.
final class SearchBench {
    private static final int NOTES = 50_000;
    private static final int NOTES_AT_A_TIME = 2_000;
    private static final int WORDS = 60;
    private static final int VOCABULARY = 20_000;
    private static final int COMMON_WORDS = 50;
    private static final int SEARCHES = 150;
    private static final int PUSHES = 8;
    private static final int PUSHED = 500;
    private static final int ROUNDS = 3;

    private final Workspace workspace = new Workspace();
    private final Maintenance maintenance = new Maintenance(workspace);
    private final SearchLanguages english = SearchLanguages.parse("english");

    /// One connection, whose process is measured.
    private final Database database = Database.open(workspace.login(), 1, "bench");

    private final TextIndex index = new TextIndex(database, english);
    private final SearchStore search = new SearchStore(database, english, index::bringIn);
    private final ListStore lists = new ListStore(database, new IndexedTexts(database, index));
    private final TestItems items = new TestItems(workspace.database());
    private final Space space = new Space("tenant", UUID.randomUUID());
    private final Random random = new Random(1);
    private int refused;
    private final List<String> vocabulary =
            IntStream.range(0, VOCABULARY).mapToObj(SearchBench::word).toList();

    private SearchBench() {}

    public static void main(String[] arguments) throws Exception {
        var bench = new SearchBench();
        bench.fill();
        bench.measureIndexer();
        bench.measure("one word", bench::wordAsked);
        bench.measure("two words", () -> bench.wordAsked() + " " + bench.wordAsked());
        bench.measure("phrase and exclusion", () -> "\"" + bench.wordAsked() + "\" -" + bench.wordAsked());
        bench.measure("beginning", () -> bench.wordAsked().substring(0, 4));
        bench.measure(
                "typing error",
                () -> new StringBuilder(bench.wordAsked()).insert(2, 'x').toString());
        bench.measure("common word", bench::commonWord);
        for (String conditions : List.of("payload.n.lt.25000", "payload.n.eq.7", "tags.cs.{rare}", "tags.cs.{usual}")) {
            bench.measure("word where " + conditions, bench::wordAsked, conditions);
            bench.measure("common word where " + conditions, bench::commonWord, conditions);
        }
        bench.measureLists("list by a word", bench::wordAsked);
        bench.measureLists("list by a common word", bench::commonWord);
        bench.measureLists("list without a word", () -> "-" + bench.wordAsked());
        bench.measureWriters();
        bench.database.close();
        bench.workspace.close();
    }

    private static String word(int number) {
        var letters = new Random(number);
        return IntStream.range(0, 2 + number % 3)
                .mapToObj(
                        _ -> "" + "bcdfghjklmnprstvwz".charAt(letters.nextInt(18)) + "aeiou".charAt(letters.nextInt(5))
                                + (letters.nextBoolean() ? "" : "" + "nrstlm".charAt(letters.nextInt(6))))
                .collect(Collectors.joining());
    }

    /// Words are as frequent as in natural texts: the second half as often as the first (Zipf).
    private String text(int words) {
        return IntStream.range(0, words)
                .mapToObj(_ -> vocabulary.get((int) Math.pow(VOCABULARY, random.nextDouble()) - 1))
                .collect(Collectors.joining(" "));
    }

    private String wordAsked() {
        int number = 0;
        while (number < COMMON_WORDS) {
            number = (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
        }
        return vocabulary.get(number);
    }

    private String commonWord() {
        return vocabulary.get(random.nextInt(COMMON_WORDS));
    }

    private void fill() {
        items.items().head(space);
        for (int filled = 0; filled < NOTES; filled += NOTES_AT_A_TIME) {
            String values = IntStream.rangeClosed(filled + 1, filled + NOTES_AT_A_TIME)
                    .mapToObj(seq -> "(" + seq + ", '" + Json.text(note()) + "')")
                    .collect(Collectors.joining(","));
            maintenance.execute("""
                    INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
                    SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), seq, 1, 0, payload::jsonb
                    FROM (VALUES ALL_OF_THEM) given (seq, payload)
                    """.replace("SPACE", space.id().toString()).replace("ALL_OF_THEM", values));
        }
        maintenance.execute("UPDATE space_head SET seq = " + NOTES);
    }

    private Map<String, Object> note() {
        int n = random.nextInt(NOTES);
        return Map.of("title", text(4), "content", text(WORDS), "n", n, "tags", List.of(n < 100 ? "rare" : "usual"));
    }

    private void measureIndexer() {
        long begin = System.nanoTime();
        while (index.next(space, true) == TextIndex.Progress.MORE) {
            Thread.onSpinWait();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double busy = databaseMs() / 1e3;
        print(
                "indexer",
                String.format(Locale.ROOT, "%.0f items/s, %.0f a core of the database", NOTES / seconds, NOTES / busy));
        print("item_text", maintenance.number("SELECT pg_total_relation_size('item_text') / 1048576") + " MiB");
    }

    private void measure(String name, Supplier<String> question, String conditions) {
        time(name, () -> {
            Filter filter = new FilterText(FieldNames.of(Entities.ALL), TestItems.CONTEXT).whole("filter", conditions);
            try {
                search.find(space, new Search.Query(SearchQuestion.of(question.get()), Entities.ALL, filter, 0, 20));
            } catch (Refusal tooBroad) {
                refused++;
            }
        });
        print(name + ": refused", Integer.toString(refused));
        refused = 0;
    }

    private void measure(String name, Supplier<String> question) {
        time(
                name,
                () -> search.find(
                        space,
                        new Search.Query(SearchQuestion.of(question.get()), Entities.ALL, Filter.none(), 0, 20)));
    }

    private void measureLists(String name, Supplier<String> words) {
        time(name, () -> {
            Filter filter = new FilterText(FieldNames.of(TestItems.NOTE), TestItems.CONTEXT)
                    .parameter("text", "wfts." + words.get());
            var question = new ItemQuestion(filter, Order.usual(), new Projection.Everything(), false);
            lists.page(space, TestItems.NOTE, new ListQuery(question, 20, Optional.empty()));
        });
    }

    private void time(String name, Runnable asking) {
        double[] milliseconds = new double[SEARCHES];
        double databaseBefore = 0;
        for (int number = -SEARCHES / 5; number < SEARCHES; number++) {
            databaseBefore = number == 0 ? databaseMs() : databaseBefore;
            long begin = System.nanoTime();
            asking.run();
            if (number >= 0) {
                milliseconds[number] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        print(
                name,
                String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p95 %.1f ms, database's processor %.1f ms",
                        milliseconds[SEARCHES / 2],
                        milliseconds[SEARCHES * 95 / 100],
                        (databaseMs() - databaseBefore) / SEARCHES));
    }

    private void measureWriters() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            double alone = pushes(new Space("tenant", UUID.randomUUID()), () -> {});
            var busy = new Space("tenant", UUID.randomUUID());
            try (var indexer = new TextIndexer(workspace.database(), index)) {
                indexer.start();
                double beside = pushes(busy, () -> indexer.wake(busy));
                print("push of 500 without, with indexer", String.format(Locale.ROOT, "%.0f, %.0f ms", alone, beside));
            }
        }
    }

    private double pushes(Space into, Runnable onWritten) {
        long begin = System.nanoTime();
        for (int push = 0; push < PUSHES; push++) {
            String[] pushed = IntStream.range(0, PUSHED)
                    .mapToObj(_ -> Json.text(
                            Map.of("uid", UUID.randomUUID().toString(), "title", text(4), "content", text(WORDS))))
                    .toArray(String[]::new);
            items.push(into, TestItems.NOTE, pushed);
            onWritten.run();
        }
        return (System.nanoTime() - begin) / 1e6 / PUSHES;
    }

    /// The processor time of the process behind the only connection.
    private double databaseMs() {
        long pid = database.single(
                        "SELECT pg_backend_pid()", row -> row.column(1).getInt())
                .getFirst();
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .orElse(0L);
    }

    private static void print(String name, String value) {
        System.out.printf(Locale.ROOT, "%-40s %s%n", name, value);
    }
}
