package dev.toolbridge.api.item.edit;

import java.util.List;

/// One exact change of a text. Texts are compared by code points; nothing is normalised, trimmed or guessed.
sealed interface ExactEdit {

    /// The field that holds the text.
    String field();

    /// Puts a text in place of all occurrences of another, which must be as many as expected.
    record Replace(String field, String find, String text, int count) implements ExactEdit {}

    /// Inserts a text before the one occurrence of another.
    record Before(String field, String find, String text) implements ExactEdit {}

    /// Inserts a text behind the one occurrence of another.
    record After(String field, String find, String text) implements ExactEdit {}

    /// Adds a text at the end.
    record Append(String field, String text) implements ExactEdit {}

    /// Adds a text at the beginning.
    record Prepend(String field, String text) implements ExactEdit {}

    /// Replaces the section below a heading.
    ///
    /// @param heading the heading's path: the text of each heading that it is below, and its own
    /// @param isWhole true to replace the heading as well
    record Section(String field, List<String> heading, String text, boolean isWhole) implements ExactEdit {

        public Section {
            heading = List.copyOf(heading);
        }
    }
}
