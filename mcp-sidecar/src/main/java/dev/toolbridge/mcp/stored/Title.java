package dev.toolbridge.mcp.stored;

import dev.toolbridge.service.text.HiddenCharacters;
import java.util.regex.Pattern;

/// The title of an item within a question to a person: one line that cannot end the question or begin one.
public final class Title {
    private static final int LENGTH_MAX = 100;
    private static final String QUOTES = "\"`„‚″‶❝❞〝〞〟「」『』﹁﹂﹃﹄＂｢｣";
    private static final char INSTEAD_OF_QUOTE = '\'';
    private static final char INSTEAD_OF_HIDDEN = '\uFFFD';
    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\p{Cc}]+");

    private Title() {}

    /// The title in that form; blank when it has no visible character.
    public static String of(String stored) {
        String line = SPACE.matcher(stored).replaceAll(" ").strip();
        var title = new StringBuilder();
        for (int index = 0; index < line.length(); index = line.offsetByCodePoints(index, 1)) {
            title.appendCodePoint(seen(line, index));
        }
        String whole = title.toString();
        return StoredText.lengthOf(whole) <= LENGTH_MAX ? whole : StoredText.beginning(whole, LENGTH_MAX) + "…";
    }

    private static int seen(String line, int index) {
        if (HiddenCharacters.isAt(line, index)) {
            return INSTEAD_OF_HIDDEN;
        }
        int point = line.codePointAt(index);
        return isQuote(point) ? INSTEAD_OF_QUOTE : point;
    }

    private static boolean isQuote(int point) {
        int type = Character.getType(point);
        return type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || QUOTES.indexOf(point) >= 0;
    }
}
