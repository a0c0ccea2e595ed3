package dev.toolbridge.api.recall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.rest.Neighbours;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the items that share words with a new one, so that its author sees what was known already.
///
/// @param search finds items by their words
public record Similar(Search search) implements Neighbours {
    private static final int COUNT_MAX = 3;
    private static final int WORDS_MAX = 8;
    private static final int SHARED_MIN = 2;
    private static final int WORD_LENGTH_MIN = 4;
    private static final int WORD_LENGTH_MAX = 40;
    private static final int SHOWN_CHARACTERS_MAX = 200;
    private static final int CANDIDATES = 10;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    @Override
    public List<ObjectNode> of(Caller caller, EntityType type, Item item) {
        Set<String> own = words(text(item));
        List<String> asked = own.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(WORDS_MAX)
                .toList();
        if (asked.size() < SHARED_MIN) {
            return List.of();
        }
        var question = SearchQuestion.of(String.join(" or ", asked));
        var query = new Search.Query(question, List.of(type), Filter.none(), 0, CANDIDATES);
        return search.find(caller.space(), query).hits().stream()
                .map(Search.Hit::item)
                .filter(other -> !other.uid().equals(item.uid()))
                .filter(other ->
                        words(text(other)).stream().filter(asked::contains).count() >= SHARED_MIN)
                .limit(COUNT_MAX)
                .map(Similar::json)
                .toList();
    }

    private static String text(Item item) {
        return item.payload().fields().path("content").asText("");
    }

    private static Set<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= WORD_LENGTH_MIN && word.length() <= WORD_LENGTH_MAX)
                .collect(Collectors.toSet());
    }

    private static ObjectNode json(Item item) {
        ObjectNode fields = item.payload().fields();
        ObjectNode json = Json.object().put("uid", item.uid().toString());
        if (fields.path("key").isTextual()) {
            json.set("key", fields.get("key"));
        }
        String content = text(item);
        int characters = Math.min(SHOWN_CHARACTERS_MAX, content.codePointCount(0, content.length()));
        return json.put("content", content.substring(0, content.offsetByCodePoints(0, characters)));
    }
}
