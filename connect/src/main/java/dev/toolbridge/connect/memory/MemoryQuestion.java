package dev.toolbridge.connect.memory;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A question in the syntax of search: words, `"words in a row"`, `-without`. Any text is one.
public record MemoryQuestion(List<String> wanted, List<String> unwanted) {
    private static final Pattern PART = Pattern.compile("(-?)(?:\"([^\"]*)\"|(\\S+))");
    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}]");

    public MemoryQuestion {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    public static MemoryQuestion of(String text) {
        return new MemoryQuestion(parts(text, ""), parts(text, "-"));
    }

    private static List<String> parts(String text, String sign) {
        return PART.matcher(text)
                .results()
                .filter(part -> part.group(1).equals(sign))
                .map(part -> part.group(2) == null ? part.group(3) : part.group(2))
                .filter(words -> LETTERS.matcher(words).find())
                .toList();
    }

    /// The question for the full-text index; empty if it has no words. Memories with more of its words rank higher.
    public Optional<String> match() {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String any = wanted.stream().map(MemoryQuestion::quoted).collect(Collectors.joining(" OR ", "(", ")"));
        return Optional.of(
                unwanted.isEmpty()
                        ? any
                        : any + " NOT "
                                + unwanted.stream()
                                        .map(MemoryQuestion::quoted)
                                        .collect(Collectors.joining(" OR ", "(", ")")));
    }

    private static String quoted(String words) {
        return "\"" + words.replace("\"", "\"\"") + "\"";
    }
}
