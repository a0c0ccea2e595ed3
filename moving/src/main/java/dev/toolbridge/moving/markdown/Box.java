package dev.toolbridge.moving.markdown;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A box of a list, `- [ ]` or `- [x]`, with the place of the box that it is indented under.
public record Box(String text, boolean done, int indent, OptionalInt parent) {
    private static final Pattern LINE = Pattern.compile(
            "(?m)^([ \\t>]*)(?:[-*+]|\\d{1,9}[.)])[ \\t]+\\[([ xX])\\][ \\t]+([^\\r\\n]*\\S)[ \\t]*\\r?$");
    private static final int TAB = 4;

    static List<Box> all(List<Box> boxes, MarkdownText text) {
        var open = new ArrayDeque<Integer>();
        Matcher matcher = LINE.matcher(text.blanked());
        while (matcher.find()) {
            int indent = indent(matcher.group(1));
            while (!open.isEmpty() && boxes.get(open.peek()).indent() >= indent) {
                open.pop();
            }
            var parent = open.isEmpty() ? OptionalInt.empty() : OptionalInt.of(open.peek());
            String words = text.text().substring(matcher.start(3), matcher.end(3));
            boxes.add(new Box(words, !matcher.group(2).isBlank(), indent, parent));
            open.push(boxes.size() - 1);
        }
        return boxes;
    }

    private static int indent(String blanks) {
        return blanks.chars().map(blank -> blank == '\t' ? TAB : 1).sum();
    }
}
