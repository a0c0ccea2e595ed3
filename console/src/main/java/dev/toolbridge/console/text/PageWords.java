package dev.toolbridge.console.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/// The texts of the pages in one language.
public final class PageWords {
    /// The language of those whose own is not there.
    private static final String FIRST = "en";

    private static final Map<String, PageWords> ALL = Map.of(FIRST, read(FIRST), "fr", read("fr"));

    private final Locale locale;
    private final Map<String, String> texts;

    private PageWords(Locale locale, Map<String, String> texts) {
        this.locale = locale;
        this.texts = Map.copyOf(texts);
    }

    /// The languages that there are, by their codes.
    public static List<String> languages() {
        return ALL.keySet().stream().sorted().toList();
    }

    /// The texts in a language; in the first one, if there are none in that.
    public static PageWords in(String language) {
        return ALL.getOrDefault(language, ALL.get(FIRST));
    }

    /// The texts in the language that a browser prefers (RFC 9110, section 12.5.4).
    public static PageWords preferred(String accepted) {
        if (accepted.isBlank() || accepted.length() > 1_000) {
            return in(FIRST);
        }
        try {
            var ranges = Locale.LanguageRange.parse(accepted);
            String best = Locale.lookupTag(ranges, languages());
            return best == null ? in(FIRST) : in(best);
        } catch (IllegalArgumentException _) {
            return in(FIRST);
        }
    }

    public String language() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    public Set<String> keys() {
        return texts.keySet();
    }

    /// A text with its values in their places.
    public String of(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text is called " + key);
        }
        return new MessageFormat(text, locale).format(values);
    }

    /// A text, or the value itself where it is not one that we name, as a reader sees it: fields of payloads are open.
    public String named(String prefix, String name) {
        String text = texts.get(prefix + "." + name);
        return text == null ? MarkdownHtml.visible(name) : new MessageFormat(text, locale).format(new Object[0]);
    }

    private static PageWords read(String language) {
        var properties = new Properties();
        try (Reader file = new InputStreamReader(
                PageWords.class.getResourceAsStream("/console/words/" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return new PageWords(Locale.of(language), texts);
    }
}
