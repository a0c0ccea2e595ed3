package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.FieldType;
import java.util.HashMap;
import java.util.Map;

/// The life of one item of a type, through all eight tools of that type.
///
/// @param type the entity type
/// @param parents the arguments that name the parents of an item
record EveryTool(EntityType type, Map<String, Object> parents) {

    EveryTool {
        parents = Map.copyOf(parents);
    }

    /// Calls all the tools; the item ends deleted, at version 6.
    String live(Assistant assistant) {
        var created = assistant.call("create_" + type.name(), with(parents, textArgument(), "first words"));
        String uid = created.path("uid").textValue();
        expect(created, 1);
        read(assistant, uid, 1, "first words");
        expect(change(assistant, "update_", uid, with(Map.of("if_match", 1), textArgument(), "other words")), 2);
        var patched = change(assistant, "patch_", uid, Map.of("updates", Map.of("mood", "green")));
        expect(patched, 3);
        assertThat(patched.at("/payload/mood").asText()).isEqualTo("green");
        String action = type.actions().firstEntry().getKey();
        expect(change(assistant, "process_", uid, Map.of("action", action)), 4);
        expect(change(assistant, "archive_", uid, Map.of()), 5);
        read(assistant, uid, 5, "other words");
        var listed = assistant.call("list_" + type.plural(), Map.of("limit", 1));
        assertThat(listed.at("/items/0/uid").asText()).isEqualTo(uid);
        change(assistant, "delete_", uid, Map.of("if_match", 5));
        assertThat(assistant.refusal("get_" + type.name(), Map.of("uid", uid))).contains("deleted");
        return uid;
    }

    private JsonNode change(Assistant assistant, String verb, String uid, Map<String, Object> arguments) {
        return assistant.call(verb + type.name(), with(arguments, "uid", uid));
    }

    private static void expect(JsonNode item, int version) {
        assertThat(item.path("version").asInt()).as(item::toString).isEqualTo(version);
    }

    private void read(Assistant assistant, String uid, int version, String words) {
        var item = assistant.call("get_" + type.name(), Map.of("uid", uid));
        expect(item, version);
        assertThat(item.at("/payload/" + textField()).asText())
                .as(item::toString)
                .isEqualTo(words);
    }

    private String textArgument() {
        return type.field(textField()).orElseThrow().snakeName();
    }

    /// The field that holds people's text: a comment's content, a note's title.
    private String textField() {
        return type.fields().stream()
                .filter(field -> field.type() == FieldType.TEXT && !field.name().startsWith("parent"))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static Map<String, Object> with(Map<String, Object> arguments, String name, Object value) {
        var more = new HashMap<>(arguments);
        more.put(name, value);
        return more;
    }
}
