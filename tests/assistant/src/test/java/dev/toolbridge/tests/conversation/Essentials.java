package dev.toolbridge.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.JsonValues;

/// The essentials of an answer: what its text says and does not say, and values of its structure, each at a JSON
/// pointer; a `#` behind the pointer of a list stands for its size.
///
/// @param step the step with its expectations
record Essentials(JsonNode step) {

    void check(String text, JsonNode structure) {
        for (JsonNode said : step.path("says")) {
            assertThat(text).as(step.toString()).contains(said.asText());
        }
        for (JsonNode unsaid : step.path("never")) {
            assertThat(text).as(step.toString()).doesNotContain(unsaid.asText());
        }
        step.path("has").forEachEntry((pointer, value) -> {
            JsonNode found = at(structure, pointer);
            assertThat(JsonValues.same(found, value))
                    .as("%s is %s in %s", pointer, found, structure)
                    .isTrue();
        });
    }

    private static JsonNode at(JsonNode structure, String pointer) {
        return pointer.endsWith("#")
                ? JsonValues.of(
                        structure.at(pointer.substring(0, pointer.length() - 1)).size())
                : structure.at(pointer);
    }
}
