package dev.toolbridge.connect.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.toolbridge.connect.edit.JsoncNode.Element;
import dev.toolbridge.connect.edit.JsoncNode.Leaf;
import dev.toolbridge.connect.edit.JsoncNode.Member;
import dev.toolbridge.connect.edit.JsoncNode.Sequence;
import dev.toolbridge.connect.edit.JsoncNode.Struct;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads JSON with comments and with commas behind the last value, as editors write their settings.
final class JsoncReader {
    private static final int DEPTH_MAX = 64;
    private static final Pattern WORD =
            Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

    private final String text;
    private int at;

    private JsoncReader(String text) {
        this.text = text;
    }

    /// The one value of a text.
    ///
    /// @throws UnreadableText if it is not one, or if a name stands twice in an object
    static JsoncNode read(String text) {
        var reader = new JsoncReader(text);
        reader.at = reader.afterBlanks(0);
        JsoncNode node = reader.value(0);
        if (reader.afterBlanks(node.end()) < text.length()) {
            throw UnreadableText.at(text, node.end(), "the end of the text");
        }
        return node;
    }

    /// The index behind blanks and comments.
    static int afterBlanks(String text, int from) {
        return new JsoncReader(text).afterBlanks(from);
    }

    private int afterBlanks(int from) {
        int index = from;
        while (index < text.length()) {
            char next = text.charAt(index);
            if (" \t\r\n\uFEFF".indexOf(next) >= 0) {
                index++;
            } else if (text.startsWith("//", index)) {
                index = indexOr(text.indexOf('\n', index), text.length());
            } else if (text.startsWith("/*", index)) {
                index = indexOr(text.indexOf("*/", index + 2), text.length()) + 2;
            } else {
                return index;
            }
        }
        if (index > text.length()) {
            throw UnreadableText.at(text, from, "the end of a comment");
        }
        return index;
    }

    private static int indexOr(int index, int otherwise) {
        return index < 0 ? otherwise : index;
    }

    private JsoncNode value(int depth) {
        if (depth > DEPTH_MAX) {
            throw UnreadableText.at(text, at, "at most " + DEPTH_MAX + " levels");
        }
        if (isNext('{')) {
            return struct(depth);
        }
        if (isNext('[')) {
            return sequence(depth);
        }
        int start = at;
        return new Leaf(start, isNext('"') ? quoted("a text") : take(WORD, "a value"));
    }

    private Struct struct(int depth) {
        int start = open();
        List<Member> members = new ArrayList<>();
        var names = new HashSet<String>();
        while (!isNext('}')) {
            int nameStart = at;
            String name = name(nameStart, quoted("a name in quotes"));
            if (!names.add(name)) {
                throw UnreadableText.at(text, nameStart, "another name than " + name + ", which stands there twice");
            }
            at = afterBlanks(at);
            expect(':');
            members.add(new Member(name, nameStart, value(depth + 1)));
            separator('}');
        }
        return new Struct(start, ++at, members);
    }

    private Sequence sequence(int depth) {
        int start = open();
        List<Element> elements = new ArrayList<>();
        while (!isNext(']')) {
            elements.add(new Element(value(depth + 1)));
            separator(']');
        }
        return new Sequence(start, ++at, elements);
    }

    private int open() {
        int start = at;
        at = afterBlanks(at + 1);
        return start;
    }

    private void separator(char end) {
        at = afterBlanks(at);
        if (!isNext(end)) {
            expect(',');
        }
    }

    private void expect(char character) {
        if (!isNext(character)) {
            throw UnreadableText.at(text, at, "'" + character + "'");
        }
        at = afterBlanks(at + 1);
    }

    private boolean isNext(char character) {
        return at < text.length() && text.charAt(at) == character;
    }

    private int take(Pattern pattern, String expected) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw UnreadableText.at(text, at, expected);
        }
        at = matcher.end();
        return at;
    }

    private int quoted(String expected) {
        if (!isNext('"')) {
            throw UnreadableText.at(text, at, expected);
        }
        at = Quoted.basic(text, at);
        return at;
    }

    private String name(int start, int end) {
        try {
            return Json.parse(text.substring(start, end).getBytes(StandardCharsets.UTF_8))
                    .asText();
        } catch (JsonProcessingException malformed) {
            throw UnreadableText.at(text, start, "a name without unknown escapes");
        }
    }
}
