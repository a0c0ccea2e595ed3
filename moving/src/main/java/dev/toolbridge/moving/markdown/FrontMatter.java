package dev.toolbridge.moving.markdown;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/// The YAML at the beginning of a file, and the text after it.
///
/// @param broken true when there is YAML that cannot be read; the body is then the whole text
record FrontMatter(ObjectNode fields, String body, boolean broken) {
    private static final Pattern END = Pattern.compile("(?m)^(?:---|\\.\\.\\.)[ \\t]*\\r?(?:\\n|\\z)");
    private static final Pattern BEGIN = Pattern.compile("\\A---[ \\t]*\\r?\\n");

    static FrontMatter of(String text) {
        var none = new FrontMatter(JsonNodeFactory.instance.objectNode(), text, false);
        var begin = BEGIN.matcher(text);
        if (!begin.find()) {
            return none;
        }
        var end = END.matcher(text);
        if (!end.find(begin.end())) {
            return none;
        }
        try {
            return Yaml.read(text.substring(begin.end(), end.start())) instanceof ObjectNode fields
                    ? new FrontMatter(fields, text.substring(end.end()), false)
                    : none;
        } catch (Yaml.Broken broken) {
            return new FrontMatter(none.fields, text, true);
        }
    }
}
