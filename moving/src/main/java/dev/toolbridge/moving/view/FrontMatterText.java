package dev.toolbridge.moving.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The fields of an item as the YAML at the beginning of a file. Values are written as JSON, which is YAML too, so that
/// no text is taken for something else.
public final class FrontMatterText {
    /// The fields that the server makes, and the two whose place is the head.
    private static final Set<String> MADE = Set.of(
            "uid",
            "version",
            "updatedTs",
            "updateTime",
            "createdAt",
            "sync",
            "isDirty",
            "isDeleted",
            "remoteUpdatedAt",
            "lastSyncedAt",
            "imported");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{1,99}");
    private static final Pattern WORD = Pattern.compile("(?i)null|true|false|yes|no|on|off");
    private static final int KEY_LENGTH_MAX = 1_000;

    /// The characters that a YAML reader refuses or a person does not see.
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]");

    private FrontMatterText() {}

    /// The front matter with all fields but one, which is the text below it.
    public static String of(ViewedItem item, String body) {
        var text = new StringBuilder("---\nuid: ").append(item.uid());
        text.append("\ncreated: ").append(value(TextNode.valueOf(item.createdAt())));
        text.append("\nupdated: ").append(item.updated()).append('\n');
        for (Entry<String, JsonNode> field : item.payload().properties()) {
            if (!MADE.contains(field.getKey())
                    && !field.getKey().equals(body)
                    && !field.getValue().isNull()) {
                text.append(line(field));
            }
        }
        return text.append("---\n").toString();
    }

    private static String line(Entry<String, JsonNode> field) {
        String name = field.getKey();
        boolean isPlain = PLAIN.matcher(name).matches() && !WORD.matcher(name).matches();
        String key = isPlain ? name : value(TextNode.valueOf(name));
        String before = key.length() > KEY_LENGTH_MAX ? "? " + key + "\n: " : key + ": ";
        return before + value(field.getValue()) + "\n";
    }

    private static String value(JsonNode value) {
        return HIDDEN.matcher(value.toString()).replaceAll(FrontMatterText::escaped);
    }

    private static String escaped(MatchResult hidden) {
        int point = hidden.group().codePointAt(0);
        return point <= Character.MAX_VALUE ? "\\\\u%04x".formatted(point) : "\\\\U%08x".formatted(point);
    }
}
