package dev.toolbridge.connect.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.edit.JsoncText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Settings in JSON with comments.
record JsonSettings(EntryForm form, String text) implements ClientSettings {
    private static final List<String> INPUTS = List.of("inputs");
    private static final String ID = "id";

    @Override
    public String with(ServerEntry server) {
        JsoncText json = JsoncText.of(text);
        List<String> path = form.path(server.name());
        ObjectNode entry = form.settings(server);
        Optional<JsonNode> present = json.find(path);
        if (present.isEmpty()) {
            json = json.with(path, entry);
        } else if (!present.get().isObject()) {
            json = json.with(path, entry);
        } else {
            for (var field : entry.properties()) {
                json = withField(json, path, field.getKey(), field.getValue());
            }
        }
        return withInput(json, server).text();
    }

    private static JsoncText withField(JsoncText json, List<String> path, String name, JsonNode value) {
        List<String> place = below(path, name);
        return json.find(place).filter(value::equals).isPresent() ? json : json.with(place, value);
    }

    private JsoncText withInput(JsoncText json, ServerEntry server) {
        Optional<ObjectNode> input = form.input(server);
        boolean isWanted = input.isPresent() && place(json, input.get()).isEmpty();
        return isWanted ? json.withElement(INPUTS, input.get()) : json;
    }

    /// The place of a question with this id.
    private static Optional<List<String>> place(JsoncText json, JsonNode input) {
        List<JsonNode> present = json.find(INPUTS)
                .map(inputs -> StreamSupport.stream(inputs.spliterator(), false).toList())
                .orElseGet(List::of);
        for (int index = 0; index < present.size(); index++) {
            if (present.get(index).path(ID).equals(input.path(ID))) {
                return Optional.of(below(INPUTS, Integer.toString(index)));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean has(String name) {
        return JsoncText.of(text).find(form.path(name)).isPresent();
    }

    @Override
    public List<String> changedFields(String name, Optional<JsonNode> entered) {
        Optional<JsonNode> present = JsoncText.of(text).find(form.path(name));
        if (entered.isEmpty() || present.isEmpty()) {
            return List.of();
        }
        return present.get().properties().stream()
                .filter(field -> !field.getValue().equals(entered.get().get(field.getKey())))
                .map(field -> String.join(".", below(form.path(name), field.getKey())))
                .toList();
    }

    @Override
    public String without(String name, Optional<JsonNode> entered, Optional<JsonNode> input) {
        JsoncText json = JsoncText.of(text);
        List<String> path = form.path(name);
        Optional<JsonNode> present = json.find(path);
        if (present.isEmpty()) {
            return text;
        }
        if (changedFields(name, entered).isEmpty()) {
            json = withoutEmpty(json.without(path), path.subList(0, 1));
        } else {
            for (var field : present.get().properties()) {
                boolean isOurs = field.getValue().equals(entered.orElseThrow().get(field.getKey()));
                json = isOurs ? json.without(below(path, field.getKey())) : json;
            }
        }
        Optional<List<String>> question = input.isPresent() ? place(json, input.get()) : Optional.empty();
        boolean isOurs = question.flatMap(json::find).equals(input);
        return question.isPresent() && isOurs
                ? withoutEmpty(json.without(question.get()), INPUTS).text()
                : json.text();
    }

    private static JsoncText withoutEmpty(JsoncText json, List<String> path) {
        return json.find(path).filter(JsonNode::isEmpty).isPresent() ? json.without(path) : json;
    }

    private static List<String> below(List<String> path, String name) {
        var all = new ArrayList<>(path);
        all.add(name);
        return List.copyOf(all);
    }
}
