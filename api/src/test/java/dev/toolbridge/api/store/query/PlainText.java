package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.query.TextQuery;
import dev.toolbridge.api.search.ItemTexts;
import dev.toolbridge.api.search.ItemTexts.Kind;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The words of a task, found without a database: plain ones of letters and digits, without languages.
record PlainText(Item item) {
    private static final EntityType TASK = Entities.named("task");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    boolean has(TextQuery query) {
        return !item.isDeleted() && hasWords(query);
    }

    private boolean hasWords(TextQuery query) {
        return switch (query) {
            case TextQuery.All all -> all.parts().stream().allMatch(this::hasWords);
            case TextQuery.Any any -> any.parts().stream().anyMatch(this::hasWords);
            case TextQuery.Not not -> !hasWords(not.part());
            case TextQuery.Term term -> has(words(term.text()), term.isBeginning());
        };
    }

    private boolean has(List<String> asked, boolean isBeginning) {
        return texts().anyMatch(words -> IntStream.rangeClosed(0, words.size() - asked.size())
                .anyMatch(place -> isAt(words.subList(place, place + asked.size()), asked, isBeginning)));
    }

    private static boolean isAt(List<String> words, List<String> asked, boolean isBeginning) {
        int last = asked.size() - 1;
        return words.subList(0, last).equals(asked.subList(0, last))
                && (isBeginning
                        ? words.get(last).startsWith(asked.get(last))
                        : words.get(last).equals(asked.get(last)));
    }

    private Stream<List<String>> texts() {
        var texts = ItemTexts.of(TASK, item.payload().fields());
        return Arrays.stream(Kind.values()).map(kind -> words(texts.joined(kind)));
    }

    private static List<String> words(String text) {
        return Stream.of(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
