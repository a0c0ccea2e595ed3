package dev.toolbridge.moving.notion;

import java.util.Optional;
import java.util.regex.Pattern;

/// The text of a page: the heading that is its title, and what follows.
record PageText(Optional<String> title, String body) {
    private static final Pattern HEADING =
            Pattern.compile("\\A\\s*#(?:[ \\t]+([^\\r\\n]*)|(?=\\r?\\n|\\z))(?:\\r?\\n|\\z)(?:[ \\t]*\\r?\\n)?");
    private static final Pattern PROPERTY =
            Pattern.compile("[^\\s:#\\[\\-*>|!`][^:\\r\\n]{0,100}+:[ \\t][^\\r\\n]*+(?:\\r?\\n|\\z)");
    private static final Pattern BLANK = Pattern.compile("[ \\t]*+\\r?\\n");

    static PageText of(String text) {
        var matcher = HEADING.matcher(text);
        if (!matcher.find()) {
            return new PageText(Optional.empty(), text);
        }
        String title = matcher.group(1) == null ? "" : matcher.group(1).strip();
        return new PageText(Optional.of(title).filter(words -> !words.isEmpty()), text.substring(matcher.end()));
    }

    /// The text without the lines that repeat a row's columns.
    PageText withoutProperties() {
        int end = after(PROPERTY, 0);
        return new PageText(title, body.substring(end == 0 ? 0 : after(BLANK, end)));
    }

    private int after(Pattern line, int start) {
        var matcher = line.matcher(body);
        int end = start;
        while (end < body.length() && matcher.region(end, body.length()).lookingAt()) {
            end = matcher.end();
        }
        return end;
    }
}
