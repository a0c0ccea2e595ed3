package dev.toolbridge.api.review;

import dev.toolbridge.service.text.HiddenCharacters;
import java.util.Locale;

/// Stored text in HTML: inert, and with nothing hidden. Characters that a reader would not see, or that would change
/// the order of others, are written as their numbers.
final class VisibleText {

    private VisibleText() {}

    /// Tells if a text has characters that a form would hide from its reader.
    static boolean hasHidden(String text) {
        int index = 0;
        while (index < text.length()) {
            if (HiddenCharacters.isAt(text, index)) {
                return true;
            }
            index += Character.charCount(text.codePointAt(index));
        }
        return false;
    }

    static String html(String text) {
        var html = new StringBuilder(text.length());
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            if (point == '\r' || HiddenCharacters.isAt(text, index)) {
                html.append("<span class=\"hidden\">").append(named(point)).append("</span>");
            } else {
                append(html, point);
            }
            index += Character.charCount(point);
        }
        return html.toString();
    }

    private static String named(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }

    private static void append(StringBuilder html, int point) {
        switch (point) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(point);
        }
    }
}
