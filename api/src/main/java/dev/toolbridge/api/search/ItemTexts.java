package dev.toolbridge.api.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The texts of an item that search looks at, the most important first, up to a limit of bytes.
///
/// @param isPartial true when some text is left out
public record ItemTexts(List<Part> parts, boolean isPartial) {

    /// The bytes of text that are indexed of an item.
    public static final int BYTES_MAX = 200 * 1_024;

    private static final int TITLE_CHARACTERS_MAX = 500;
    private static final int LINE_CHARACTERS_MAX = 80;
    private static final String CONTENT = "content";

    /// The members that the server keeps in a payload, which are no text of a person.
    private static final Set<String> KEPT_BY_SERVER = Set.of(
            "uid",
            "updatedTs",
            "updateTime",
            "sync",
            "version",
            "isDirty",
            "isDeleted",
            "remoteUpdatedAt",
            "lastSyncedAt");

    private static final Map<String, Kind> KINDS = Map.of(
            "title",
            Kind.TITLE,
            "name",
            Kind.TITLE,
            "tags",
            Kind.TAGS,
            CONTENT,
            Kind.CONTENT,
            "description",
            Kind.CONTENT);

    public ItemTexts {
        parts = List.copyOf(parts);
    }

    /// The weight of a text, from the most important.
    public enum Kind {
        TITLE,
        TAGS,
        CONTENT,
        OTHER
    }

    /// One text of a payload.
    ///
    /// @param field the path to it, `checklist->0->text`
    public record Part(String field, Kind kind, String text) {}

    public static ItemTexts of(EntityType type, ObjectNode payload) {
        var all = new ArrayList<Part>();
        payload.properties().stream()
                .filter(member -> isText(type, member.getKey()))
                .forEach(member -> collect(
                        member.getKey(), KINDS.getOrDefault(member.getKey(), Kind.OTHER), member.getValue(), all));
        return bounded(all);
    }

    /// All texts of a kind as one.
    public String joined(Kind kind) {
        return parts.stream()
                .filter(part -> part.kind() == kind)
                .map(Part::text)
                .collect(Collectors.joining("\n"));
    }

    /// The title or name, which is empty if the item has none.
    public String title() {
        return first(Kind.TITLE).orElse("");
    }

    /// The words by which people know the item: the title, or else the first line of its content; the beginning of
    /// long ones.
    public String label() {
        return first(Kind.TITLE)
                .map(title -> beginning(title, TITLE_CHARACTERS_MAX))
                .or(() -> first(Kind.CONTENT)
                        .flatMap(text ->
                                text.lines().filter(line -> !line.isBlank()).findFirst())
                        .map(line -> beginning(line, LINE_CHARACTERS_MAX)))
                .orElse("");
    }

    private static String beginning(String text, int charactersMax) {
        int characters = Math.min(charactersMax, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private Optional<String> first(Kind kind) {
        return parts.stream()
                .filter(part -> part.kind() == kind && !part.text().isBlank())
                .map(Part::text)
                .findFirst();
    }

    private static boolean isText(EntityType type, String name) {
        Optional<FieldType> named = type.field(name).map(Field::type);
        boolean isAuthor = type.actions().values().stream()
                .anyMatch(action -> action.stamps().get(name) == Edit.Stamp.AUTHOR);
        return !isAuthor
                && !KEPT_BY_SERVER.contains(name)
                && named.filter(kind -> kind == FieldType.UID || kind == FieldType.TIME)
                        .isEmpty();
    }

    private static void collect(String path, Kind kind, JsonNode value, List<Part> into) {
        if (value.isTextual()) {
            into.add(new Part(path, kind, value.textValue()));
        } else if (value.isObject()) {
            value.properties().forEach(member -> collect(path + "->" + member.getKey(), kind, member.getValue(), into));
        } else if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                JsonNode element = value.get(index);
                collect(kind == Kind.TAGS && element.isTextual() ? path : path + "->" + index, kind, element, into);
            }
        }
    }

    private static ItemTexts bounded(List<Part> all) {
        var kept = new ArrayList<Part>();
        int room = BYTES_MAX;
        boolean isPartial = false;
        for (Kind kind : Kind.values()) {
            for (Part part : all) {
                if (part.kind() == kind) {
                    String text = cut(part.text(), room);
                    isPartial |= text.length() < part.text().length();
                    room -= text.isEmpty() ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
                    kept.add(new Part(part.field(), kind, text));
                }
            }
        }
        return new ItemTexts(
                kept.stream().filter(part -> !part.text().isEmpty()).toList(), isPartial);
    }

    /// The beginning of a text that has at most so many bytes.
    private static String cut(String text, int bytesMax) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= bytesMax) {
            return text;
        }
        int end = Math.max(0, bytesMax);
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
