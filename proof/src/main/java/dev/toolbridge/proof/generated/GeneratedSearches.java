package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Generated searches and conditions on words, against a plain evaluation of items that are written in
/// between. A list must have exactly the items with the words; a search must have all with one of the words,
/// and besides them only titles that are similar.
public final class GeneratedSearches {
    private static final int LONG = 20_000;
    private static final int SHORT = 400;

    /// The questions in one space, and the writes between two of them.
    private static final int OF_ONE_SPACE = 100;

    private static final int ITEMS = 30;

    /// Words without other forms, none of which is similar to another or begins it.
    private static final List<String> WORDS =
            List.of("bravo", "kilo", "quartz", "zumba", "fjord", "onyx", "waltz", "gecko", "vodka", "tempo");

    private static final List<String> STATUS = List.of("open", "done", "later");

    private final RunningApi api;
    private final Random random;
    private final List<SearchedItem> items = new ArrayList<>();
    private SyncClient user;
    private long hits;

    private GeneratedSearches(RunningApi api, Random random) {
        this.api = api;
        this.random = random;
        this.user = SyncClient.of(api);
    }

    public static String run(Plan plan) {
        return new GeneratedSearches(RunningApi.instance(), plan.random(0)).ask(plan.size(LONG, SHORT));
    }

    private String ask(int count) {
        for (int asked = 0; asked < count; asked++) {
            if (asked % OF_ONE_SPACE == 0) {
                user = SyncClient.of(api);
                items.clear();
                IntStream.range(0, ITEMS).forEach(_ -> write(UUID.randomUUID().toString()));
            }
            change();
            if (asked % 2 == 0) {
                requireListed(question());
            } else {
                requireFound(question());
            }
        }
        return count + " questions, " + hits + " items, as the plain evaluation says";
    }

    /// Replaces, deletes or adds an item.
    private void change() {
        if (random.nextInt(3) > 0) {
            return;
        }
        SearchedItem old = items.get(random.nextInt(items.size()));
        if (random.nextBoolean()) {
            items.remove(old);
            write(old.uid());
        } else {
            items.remove(old);
            user.push("tasks", "{\"uid\":\"" + old.uid() + "\",\"sync\":{\"isDeleted\":true}}");
            write(UUID.randomUUID().toString());
        }
    }

    private void write(String uid) {
        var item = new SearchedItem(uid, words(3), words(7), any(STATUS), any(WORDS));
        String json = """
                {"uid":"%s","title":"%s","content":"%s","status":"%s","tags":["%s"]}""".formatted(
                uid, String.join(" ", item.title()), String.join(", ", item.content()), item.status(), item.tag());
        Reply reply = user.push("tasks", json);
        if (reply.status() >= 300) {
            throw new AssertionError("not written: " + reply);
        }
        items.add(item);
    }

    private void requireListed(Asked asked) {
        Limit limit = limit();
        Set<String> found = pages(
                "/v1/tasks?text=" + encoded("wfts.\"" + asked.written().replace("\"", "\\\"") + "\""), limit, "items");
        Set<String> expected = uids(limit.matches().and(asked::isAllIn));
        require(found.equals(expected), asked, limit, found + " instead of " + expected);
    }

    private void requireFound(Asked asked) {
        Limit limit = limit();
        Set<String> found = pages("/v1/search?q=" + encoded(asked.written()), limit, "hits");
        Set<String> least = uids(limit.matches().and(asked::isAnyIn));
        Set<String> most = uids(limit.matches().and(item -> asked.isAnyIn(item) || asked.mayBeSimilar(item)));
        require(
                found.containsAll(least) && most.containsAll(found),
                asked,
                limit,
                found + " between " + least + " and " + most);
    }

    private void require(boolean isSo, Asked asked, Limit limit, String what) {
        if (!isSo) {
            throw new AssertionError(
                    "asked for " + asked.written() + limit.parameters() + ": " + what + " of " + items);
        }
    }

    /// Conditions besides the words.
    private record Limit(String parameters, Predicate<SearchedItem> matches) {}

    private Limit limit() {
        String status = any(STATUS);
        String tag = any(WORDS);
        return switch (random.nextInt(5)) {
            case 0 -> new Limit("&status=eq." + status, item -> item.status().equals(status));
            case 1 -> new Limit("&tags=cs.{" + tag + "}", item -> item.tag().equals(tag));
            case 2 ->
                new Limit(
                        "&or=(status.eq." + status + ",tags.cs.{" + tag + "})",
                        item -> item.status().equals(status) || item.tag().equals(tag));
            case 3 ->
                new Limit("&title=like.*" + tag + "*", item -> item.title().contains(tag));
            default -> new Limit("", _ -> true);
        };
    }

    private Set<String> pages(String path, Limit limit, String array) {
        var found = new HashSet<String>();
        String cursor = "";
        int size = 1 + random.nextInt(20);
        do {
            Reply reply = user.get(
                    path + limit.parameters().replace("{", "%7B").replace("}", "%7D") + "&limit=" + size + cursor);
            if (reply.status() != 200) {
                throw new AssertionError(path + limit.parameters() + ": " + reply);
            }
            for (JsonNode one : reply.json().path(array)) {
                hits++;
                if (!found.add(one.path("uid").asText())) {
                    throw new AssertionError(path + limit.parameters() + ": twice on the pages: " + one);
                }
            }
            boolean isMore = reply.json().path("hasMore").booleanValue();
            cursor = isMore ? "&cursor=" + reply.json().path("nextCursor").asText() : "";
        } while (!cursor.isEmpty());
        return found;
    }

    private Set<String> uids(Predicate<SearchedItem> matches) {
        return items.stream().filter(matches).map(SearchedItem::uid).collect(Collectors.toSet());
    }

    private Asked question() {
        int alternatives = random.nextInt(4) == 0 ? 2 : 1;
        return new Asked(Stream.generate(this::terms).limit(alternatives).toList());
    }

    private List<Asked.Term> terms() {
        var terms = new ArrayList<Asked.Term>();
        int count = 1 + random.nextInt(3);
        for (int number = 0; number < count; number++) {
            boolean isPhrase = random.nextInt(4) == 0;
            boolean isExcluded = number > 0 && random.nextInt(4) == 0;
            terms.add(new Asked.Term(isPhrase ? List.of(any(WORDS), any(WORDS)) : List.of(any(WORDS)), isExcluded));
        }
        return terms;
    }

    private List<String> words(int max) {
        return Stream.generate(() -> any(WORDS)).limit(1 + random.nextInt(max)).toList();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
