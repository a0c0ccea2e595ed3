package dev.toolbridge.api.query;

import java.util.List;
import java.util.stream.Stream;

/// The languages whose word forms and stop words search knows, each a name of PostgreSQL's configurations.
public record SearchLanguages(List<String> names) {
    /// Knows no forms of words.
    static final String NONE = "simple";

    private static final int COUNT_MAX = 3;

    private static final List<String> KNOWN = List.of(
            "arabic",
            "armenian",
            "basque",
            "catalan",
            "danish",
            "dutch",
            "english",
            "finnish",
            "french",
            "german",
            "greek",
            "hindi",
            "hungarian",
            "indonesian",
            "irish",
            "italian",
            "lithuanian",
            "nepali",
            "norwegian",
            "portuguese",
            "romanian",
            "russian",
            "serbian",
            "spanish",
            "swedish",
            "tamil",
            "turkish",
            "yiddish");

    public SearchLanguages {
        names = List.copyOf(names);
    }

    /// Reads names with commas between them; `simple` alone is no language.
    ///
    /// @throws IllegalArgumentException saying what is expected
    public static SearchLanguages parse(String text) {
        List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (names.equals(List.of(NONE))) {
            return new SearchLanguages(List.of());
        }
        if (names.size() > COUNT_MAX
                || !KNOWN.containsAll(names)
                || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(
                    "simple, or up to " + COUNT_MAX + " of " + String.join(", ", KNOWN) + ", with commas between them");
        }
        return new SearchLanguages(names);
    }

    /// The names as one text, to tell if an index was made with the same languages.
    public String joined() {
        return String.join(",", names);
    }

    /// True if a question can be about words of that language.
    boolean areIn(String name) {
        return name.equals(NONE) || names.contains(name);
    }

    /// The languages that a question can name.
    String known() {
        return String.join(", ", Stream.concat(Stream.of(NONE), names.stream()).toList());
    }

    public Object[] array() {
        return names.toArray();
    }
}
