package dev.toolbridge.moving.notion;

import java.util.Optional;
import java.util.regex.Pattern;

/// The text of a page: the heading that is its title, and what follows.
record PageText(Optional<String> title, String body) {
    private static final Pattern HEADING = Pattern.compile("\\A\\s*#(?:[ \\t]+([^\\r\\n]*)|(?=\\r?\\n|\\z))(?:\\r?\\n|\\z)(?:[ \\t]*\\r?\\n)?");
    private static final Pattern PROPERTIES =
            Pattern.compile("\\A(?:[^\\s:#\\[\\-*>|!`][^:\\r\\n]{0,100}+:[ \\t][^\\r\\n]*(?:\\r?\\n|\\z))++(?:[ \\t]*(?:\\r?\\n|\\z))*");

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
        var matcher = PROPERTIES.matcher(body);
        return new PageText(title, matcher.find() ? body.substring(matcher.end()) : body);
    }
}
