package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of a form for an item, with what stands in them.
///
/// @param type the type of the item
/// @param uid the item; empty for a new one
/// @param version the version that the form was made from; 0 for a new item
/// @param key the same for every time that the form is sent
/// @param had the fields that the item had then
/// @param values the texts of the fields
public record ItemForm(
        EntityType type, String uid, int version, String key, List<String> had, Map<String, String> values) {
    private static final List<String> SHOWN = List.of(
            "title",
            "memoryType",
            "key",
            "content",
            "description",
            "rationale",
            "priority",
            "dueDate",
            "milestoneUid",
            "participants",
            "tags");
    private static final List<String> LONG = List.of("content", "description", "rationale");

    public ItemForm {
        had = List.copyOf(had);
        values = Map.copyOf(values);
    }

    /// An empty form.
    public static ItemForm empty(EntityType type) {
        return new ItemForm(type, "", 0, newKey(), List.of(), Map.of());
    }

    /// The form for an item as it is.
    ///
    /// @param day writes a time as a day
    public static ItemForm of(ItemView item, UnaryOperator<String> day) {
        var values = new LinkedHashMap<String, String>();
        for (Field field : shown(item.type())) {
            values.put(
                    field.name(),
                    switch (field.type()) {
                        case TEXTS -> String.join(", ", item.values(field.name()));
                        case TIME -> day.apply(item.text(field.name()));
                        case TEXT, FLAG, NUMBER, UID -> item.text(field.name());
                    });
        }
        List<String> had =
                shown(item.type()).stream().map(Field::name).filter(item::has).toList();
        return new ItemForm(item.type(), item.uid(), item.version(), newKey(), had, values);
    }

    /// The form as it was sent.
    public static ItemForm sent(EntityType type, String uid, FormText form) {
        Map<String, String> values = shown(type).stream()
                .collect(Collectors.toMap(
                        Field::name, field -> form.find(field.name()).orElse("").replace("\r\n", "\n")));
        return new ItemForm(
                type,
                uid,
                form.find("version")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(0),
                form.find("key").orElseGet(ItemForm::newKey),
                Stream.of(form.find("had").orElse("").split(",", -1)).toList(),
                values);
    }

    /// The same to be sent once more, over another version.
    public ItemForm over(int other) {
        return new ItemForm(type, uid, other, newKey(), had, values);
    }

    /// The values to choose from, with the one that stands there; none for a field with a text.
    public List<String> choices(Field field) {
        List<String> usual = field.name().equals("priority") ? List.of("", "low", "medium", "high") : field.choices();
        String present = value(field.name());
        return usual.isEmpty() || present.isEmpty() || usual.contains(present)
                ? usual
                : Stream.concat(usual.stream(), Stream.of(present)).toList();
    }

    public boolean isNew() {
        return uid.isEmpty();
    }

    /// The fields in their order.
    public List<Field> fields() {
        return shown(type);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public String hadText() {
        return String.join(",", had);
    }

    /// The address that the form is sent to.
    public String address() {
        return "/console/" + type.plural() + (isNew() ? "" : "/" + uid);
    }

    /// The fields as the API takes them; one that was empty and stays so is left out.
    public ObjectNode payload() {
        var payload = Json.object();
        for (Field field : fields()) {
            String value = value(field.name());
            if (value.isBlank() && !had.contains(field.name())) {
                continue;
            }
            if (field.type() == FieldType.TEXTS) {
                var list = payload.putArray(field.name());
                Stream.of(value.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .forEach(list::add);
            } else if (value.isBlank() && field.type() != FieldType.TEXT) {
                payload.putNull(field.name());
            } else {
                payload.put(field.name(), value);
            }
        }
        return payload;
    }

    /// Tells if a field has a text of several lines.
    public static boolean isLong(Field field) {
        return LONG.contains(field.name());
    }

    /// A text with signs in the place of what a reader would not see.
    public static String visible(String text) {
        return MarkdownHtml.visible(text);
    }

    /// A text as a part of an address.
    public static String encoded(String text) {
        return FormText.encoded(text);
    }

    private static List<Field> shown(EntityType type) {
        return SHOWN.stream().flatMap(name -> type.field(name).stream()).toList();
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }
}
