package dev.toolbridge.tests.redaction;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Searches for many texts at once: by their first characters, so that it reads a line only once.
final class Needles {
    private static final int HEAD_LENGTH = 8;

    private final Map<String, Set<String>> byHead = new HashMap<>();

    /// @param texts none shorter than the head by which the search finds them
    Needles(Collection<String> texts) {
        for (String text : texts) {
            byHead.computeIfAbsent(text.substring(0, HEAD_LENGTH), _ -> new HashSet<>())
                    .add(text);
        }
    }

    /// The first of them that a line holds.
    Optional<String> in(String line) {
        for (int begin = 0; begin + HEAD_LENGTH <= line.length(); begin++) {
            int at = begin;
            Optional<String> found = heads(line.substring(begin, begin + HEAD_LENGTH)).stream()
                    .filter(text -> line.startsWith(text, at))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Collection<String> heads(String head) {
        return byHead.getOrDefault(head, Set.of());
    }
}
