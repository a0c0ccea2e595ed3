package dev.toolbridge.moving.reader;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The way from the columns of a table to the fields of a type, as `--map` writes it:
/// `task:title=Name,dueDate=Due on`. A column that is not named keeps its own name; `-=Column` leaves one out, and
/// `id=Column` and `updated=Column` name the source's id and time. A backslash keeps a comma or an equals sign.
///
/// @param type the type that every row becomes
/// @param fields the target of each column, by the column's name
public record FieldMap(EntityType type, SequencedMap<String, String> fields) {
    /// The target that leaves a column out.
    public static final String NOWHERE = "-";

    public FieldMap {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /// The map that a text writes.
    ///
    /// @throws ReadRefusal if the text names no type, or a column or a field twice
    public static FieldMap parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        var type = Entities.find(name.strip()).orElseThrow(() -> refusal("\"" + name + "\" is no type of item"));
        var fields = new LinkedHashMap<String, String>();
        if (colon >= 0 && colon + 1 < text.length()) {
            for (String pair : parts(text.substring(colon + 1), ',')) {
                addPair(fields, pair);
            }
        }
        return new FieldMap(type, fields);
    }

    /// The target of a column.
    public String target(String column) {
        return fields.getOrDefault(column, column);
    }

    private static void addPair(LinkedHashMap<String, String> fields, String pair) {
        var sides = parts(pair, '=');
        if (sides.size() != 2 || sides.getFirst().isBlank()) {
            throw refusal("\"" + pair + "\" is not field=column");
        }
        String target = plain(sides.getFirst()).strip();
        if (!target.equals(NOWHERE) && fields.containsValue(target)) {
            throw refusal("the field " + target + " is named twice");
        }
        if (fields.put(plain(sides.getLast()), target) != null) {
            throw refusal("the column " + plain(sides.getLast()) + " is named twice");
        }
    }

    private static ArrayList<String> parts(String text, char separator) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) == '\\') {
                index++;
            } else if (text.charAt(index) == separator) {
                parts.add(text.substring(start, index));
                start = index + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String plain(String part) {
        return part.replaceAll("\\\\(.)", "$1");
    }

    private static ReadRefusal refusal(String text) {
        return new ReadRefusal(Reason.BAD_MAP, "The map cannot be read: " + text);
    }
}
