package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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
/// @param had the fields that the item had then, each with a mark of the text that stood in the form
/// @param values the texts of the fields
public record ItemForm(
        EntityType type, String uid, int version, String key, Map<String, String> had, Map<String, String> values) {
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
    private static final int MARK_BYTES = 8;
    private static final List<String> LONG = List.of("content", "description", "rationale");

    public ItemForm {
        had = Map.copyOf(had);
        values = Map.copyOf(values);
    }

    /// An empty form.
    public static ItemForm empty(EntityType type) {
        return new ItemForm(type, "", 0, newKey(), Map.of(), Map.of());
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
                        case TEXTS -> TypedList.written(item.values(field.name()));
                        case TIME -> day.apply(item.text(field.name()));
                        case TEXT, FLAG, NUMBER, UID -> item.text(field.name());
                    });
        }
        Map<String, String> had = shown(item.type()).stream()
                .map(Field::name)
                .filter(item::has)
                .collect(Collectors.toMap(name -> name, name -> mark(name, values.get(name))));
        return new ItemForm(item.type(), item.uid(), item.version(), newKey(), had, values);
    }

    /// The form as it was sent.
    public static ItemForm sent(EntityType type, String uid, FormText form) {
        var values = new LinkedHashMap<String, String>();
        shown(type).stream().map(Field::name).forEach(name -> form.find(name)
                .ifPresent(text -> values.put(name, text.replace("\r\n", "\n"))));
        return new ItemForm(
                type,
                uid,
                form.find("version")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(0),
                form.find("key").orElseGet(ItemForm::newKey),
                had(form.find("had").orElse("")),
                values);
    }

    private static Map<String, String> had(String text) {
        return Stream.of(text.split(",", -1))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, _) -> first));
    }

    /// The same to be sent once more, over the present item, which gives what the person has not changed.
    ///
    /// @param day writes a time as a day
    public ItemForm over(ItemView present, UnaryOperator<String> day) {
        ItemForm now = of(present, day);
        var typed = new LinkedHashMap<>(now.values);
        fields().stream().map(Field::name).filter(this::isChanged).forEach(name -> typed.put(name, value(name)));
        return new ItemForm(type, uid, now.version, newKey(), now.had, typed);
    }

    /// Tells if the person has typed another text than the one that stood in the form. A missing one is unchanged.
    boolean isChanged(String field) {
        String mark = had.get(field);
        return values.containsKey(field)
                && (mark == null ? !value(field).isBlank() : !mark.equals(mark(field, value(field))));
    }

    /// A mark of a text as a browser sends it back: it writes line ends its own way, and none in a field of one line.
    private static String mark(String field, String text) {
        String line = text.replace("\r\n", "\n").replace('\r', '\n');
        String sent = LONG.contains(field) ? line : line.replace("\n", "");
        byte[] digest = Digest.sha256(sent.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
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
        return had.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    /// The address that the form is sent to.
    public String address() {
        return "/console/" + type.plural() + (isNew() ? "" : "/" + uid);
    }

    /// The changed fields as the API takes them. A form shows some values in another form than they have, such as the
    /// day of an instant, so what is not touched is left out.
    public ObjectNode payload() {
        var payload = Json.object();
        for (Field field : fields()) {
            String value = value(field.name());
            if (!isChanged(field.name())) {
                continue;
            }
            if (field.type() == FieldType.TEXTS) {
                TypedList.read(value).forEach(payload.putArray(field.name())::add);
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
