package dev.toolbridge.moving.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.SourceFields;
import dev.toolbridge.moving.text.SourceTimes;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The fields of a front matter: title, tags and times have their places, the rest comes as it is.
record NoteFields(Draft note, ObjectNode fields) {
    private static final Set<String> TAGS = Set.of("tags", "tag");
    private static final Set<String> LISTS = Set.of("aliases", "alias");
    private static final Set<String> CREATED =
            Set.of("created", "createdat", "created_at", "date created", "date", "created time");
    private static final Set<String> UPDATED = Set.of(
            "updated",
            "updatedat",
            "updated_at",
            "modified",
            "date modified",
            "lastmod",
            "last_modified",
            "last edited time");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private static final Pattern NOWHERE = Pattern.compile("(?!)");

    Optional<String> title() {
        return Optional.of(fields.path("title"))
                .filter(JsonNode::isValueNode)
                .map(title -> title.asText("").strip())
                .filter(title -> !title.isEmpty() && !fields.path("title").isNull());
    }

    Set<String> tags() {
        var tags = new LinkedHashSet<String>();
        fields.properties().stream()
                .filter(field -> TAGS.contains(lower(field)))
                .forEach(field -> addTexts(tags, field.getValue(), SEPARATOR));
        return tags;
    }

    /// Adds what has no place of its own.
    void addRest() {
        for (var field : fields.properties()) {
            String name = lower(field);
            if (LISTS.contains(name)) {
                var aliases = new LinkedHashSet<String>();
                addTexts(aliases, field.getValue(), COMMA);
                note.texts("aliases", aliases);
            } else if (!TAGS.contains(name) && !isTitle(field)) {
                SourceFields.add(note, field.getKey(), field.getValue());
            }
            times(name, field.getValue());
        }
    }

    private void times(String name, JsonNode value) {
        var time = value.isTextual() ? SourceTimes.iso(value.textValue()) : Optional.<Instant>empty();
        if (time.isPresent() && CREATED.contains(name)) {
            note.created(time);
        } else if (time.isPresent() && UPDATED.contains(name)) {
            note.updated(time);
        }
    }

    private boolean isTitle(Entry<String, JsonNode> field) {
        return field.getKey().equals("title")
                && (title().isPresent()
                        || field.getValue().isNull()
                        || field.getValue().asText("").isBlank());
    }

    private static void addTexts(Set<String> texts, JsonNode value, Pattern separator) {
        if (value.isArray()) {
            value.forEach(element -> addTexts(texts, element, NOWHERE));
        } else if (value.isValueNode() && !value.isNull()) {
            separator
                    .splitAsStream(value.asText().strip())
                    .map(text -> text.startsWith("#") ? text.substring(1) : text)
                    .filter(text -> !text.isBlank())
                    .forEach(texts::add);
        }
    }

    private static String lower(Entry<String, JsonNode> field) {
        return field.getKey().strip().toLowerCase(Locale.ROOT);
    }
}
