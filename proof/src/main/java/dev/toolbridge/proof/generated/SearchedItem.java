package dev.toolbridge.proof.generated;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A task of a test, with its words apart.
record SearchedItem(String uid, List<String> title, List<String> content, String status, String tag) {

    /// Tests for the words of a term next to each other in one of the texts.
    boolean has(List<String> term) {
        return Stream.of(title, content, List.of(tag), List.of(status)).anyMatch(text -> IntStream.rangeClosed(
                        0, text.size() - term.size())
                .anyMatch(place -> text.subList(place, place + term.size()).equals(term)));
    }

    /// Tests if the title may be similar to some words.
    boolean sharesATitleWord(Set<String> words) {
        return title.stream().anyMatch(words::contains);
    }
}
