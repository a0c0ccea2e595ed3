package dev.toolbridge.proof.query;

import dev.toolbridge.proof.load.NotePush;
import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Searches in a space of many notes, and the speed at which their words are indexed.
public record SearchCost(RunningApi api, ApiDatabase database, SyncClient client, Prose prose) {
    private static final int TITLE_WORDS = 4;
    private static final int CONTENT_WORDS = 40;

    public static String run(Plan plan) {
        int items = plan.items(50_000, 1_000);
        Random random = plan.random(0);
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            var cost = new SearchCost(api, postgres.database(), SyncClient.of(api), new Prose(random));
            cost.fill(items);
            String speed = cost.indexed(items);
            return "in " + items + " notes: " + cost.searches(plan.size(300, 10)) + "; " + speed;
        }
    }

    private void fill(int items) {
        for (int done = 0; done < items; done += NotePush.ITEMS_MAX) {
            NotePush.send(
                    client,
                    IntStream.range(done, Math.min(items, done + NotePush.ITEMS_MAX))
                            .mapToObj(_ -> note())
                            .toList());
        }
    }

    private String note() {
        return "{\"uid\":\"%s\",\"updatedTs\":\"2026-01-02T08:00:00Z\",\"title\":\"%s\",\"content\":\"%s\"}"
                .formatted(UUID.randomUUID(), prose.sentence(TITLE_WORDS), prose.sentence(CONTENT_WORDS));
    }

    /// Has all words indexed again while nobody writes.
    private String indexed(int items) {
        WordIndex.await(database);
        WordIndex.forget(database);
        client.post("/v1/notes", "{\"title\":\"wakes the indexer\"}");
        long begin = System.nanoTime();
        double processorMs = new ProcessorTime(api, database).ofMs(() -> WordIndex.await(database));
        double seconds = (System.nanoTime() - begin) / 1e9;
        TaskSpace.settle(database);
        return String.format(
                Locale.ROOT,
                "indexed again with %.0f items/s, %.0f for a second of a processor",
                items / seconds,
                items * 1_000 / processorMs);
    }

    private String searches(int count) {
        Map<String, Supplier<String>> questions = new LinkedHashMap<>();
        questions.put("a word", prose::word);
        questions.put("the commonest word", () -> Prose.word(0));
        questions.put("two words", () -> prose.sentence(2));
        questions.put("a phrase", () -> "\"" + prose.sentence(2) + "\"");
        questions.put("a word's beginning", () -> prose.word().substring(0, TITLE_WORDS));
        questions.put("a misspelt word", prose::misspelt);
        questions.put("a word without another", () -> prose.word() + " -" + Prose.word(1));
        return questions.entrySet().stream()
                .map(question -> question.getKey() + " " + times(count, question.getValue()))
                .collect(Collectors.joining("; "));
    }

    private QueryTimes times(int count, Supplier<String> words) {
        return QueryTimes.of(
                count,
                client,
                new ProcessorTime(api, database),
                _ -> "/v1/search?types=note&q=" + QueryTimes.encoded(words.get()));
    }
}
