package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cuts an item over the limit into parts along its longest text: after a line where there is one. The first part
/// keeps the item's id; each names its number and the count in `part`.
record ItemParts(Draft whole, String field, String format) {
    /// The characters of a part: tried first, and where a character takes up to six bytes of JSON.
    private static final int LENGTH_LIKELY = ItemOutput.BYTES_MAX / 8 * 7;

    private static final int LENGTH_MAX = ItemOutput.BYTES_MAX / 8;

    /// The parts, or none if the item stays too large without the text.
    static List<Draft> of(Draft whole, String format) {
        Optional<String> field = longest(whole.payload);
        if (field.isEmpty()) {
            return List.of();
        }
        var cut = new ItemParts(whole, field.get(), format);
        List<Draft> parts = cut.parts(LENGTH_LIKELY);
        if (fit(parts)) {
            return parts;
        }
        parts = cut.parts(LENGTH_MAX);
        return fit(parts) ? parts : List.of();
    }

    private static boolean fit(List<Draft> parts) {
        return parts.stream().allMatch(part -> ItemOutput.fits(part.payload));
    }

    private List<Draft> parts(int lengthMax) {
        List<String> texts = cut(whole.payload.get(field).textValue(), lengthMax);
        var parts = new ArrayList<Draft>();
        for (int index = 0; index < texts.size(); index++) {
            parts.add(part(texts, index));
        }
        return parts;
    }

    private Draft part(List<String> texts, int index) {
        String number = (index + 1) + "/" + texts.size();
        var part = Draft.of(whole.type.name(), index == 0 ? whole.id : whole.id + "#part-" + (index + 1), whole.where);
        part.payload = whole.payload.deepCopy();
        part.payload.put(field, texts.get(index));
        part.payload
                .putObject("part")
                .put("number", index + 1)
                .put("count", texts.size())
                .put("of", SourceUid.of(format, whole.id).toString());
        if (part.payload.path("title").isTextual() && !field.equals("title")) {
            part.payload.put("title", part.payload.get("title").textValue() + " (" + number + ")");
        }
        part.parent = whole.parent;
        part.created = whole.created;
        part.updated = whole.updated;
        return part;
    }

    private static Optional<String> longest(ObjectNode payload) {
        return payload.properties().stream()
                .filter(field -> field.getValue().isTextual())
                .filter(field -> field.getValue().textValue().length() > LENGTH_MAX)
                .max((one, other) -> Integer.compare(
                        one.getValue().textValue().length(),
                        other.getValue().textValue().length()))
                .map(Map.Entry::getKey);
    }

    private static List<String> cut(String text, int lengthMax) {
        var parts = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start, lengthMax);
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }

    private static int end(String text, int start, int lengthMax) {
        int latest = start + lengthMax;
        if (latest >= text.length()) {
            return text.length();
        }
        int line = text.lastIndexOf('\n', latest - 1) + 1;
        if (line > start + lengthMax / 2) {
            return line;
        }
        return Character.isLowSurrogate(text.charAt(latest)) ? latest - 1 : latest;
    }
}
