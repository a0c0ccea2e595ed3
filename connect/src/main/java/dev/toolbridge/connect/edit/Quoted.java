package dev.toolbridge.connect.edit;

/// Texts in quotes. They are read by hand: a pattern would need a stack as deep as the text is long.
final class Quoted {
    private Quoted() {}

    /// The index behind a text in double quotes on one line.
    static int basic(String text, int start) {
        int index = start + 1;
        while (index < text.length() && text.charAt(index) >= ' ' && text.charAt(index) != '"') {
            index += text.charAt(index) == '\\' ? 2 : 1;
        }
        return closed(text, index, start, "\"");
    }

    /// The index behind a text in single quotes on one line, in which nothing is escaped.
    static int literal(String text, int start) {
        int index = text.indexOf('\'', start + 1);
        boolean isOnLine = index > 0 && text.substring(start, index).indexOf('\n') < 0;
        return closed(text, isOnLine ? index : text.length(), start, "'");
    }

    /// The index behind a text in three quotes, which may end in two more.
    static int triple(String text, int start) {
        String quotes = text.substring(start, start + 3);
        int index = start + 3;
        while (index < text.length() && !text.startsWith(quotes, index)) {
            index += quotes.startsWith("\"") && text.charAt(index) == '\\' ? 2 : 1;
        }
        int end = closed(text, index, start, quotes);
        int longest = Math.min(text.length(), end + 2);
        while (end < longest && text.charAt(end) == quotes.charAt(0)) {
            end++;
        }
        return end;
    }

    private static int closed(String text, int index, int start, String quotes) {
        if (!text.startsWith(quotes, index)) {
            throw UnreadableText.at(text, start, "a text that ends in " + quotes);
        }
        return index + quotes.length();
    }
}
