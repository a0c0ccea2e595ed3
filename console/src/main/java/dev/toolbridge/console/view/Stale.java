package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.text.MarkdownHtml;
import dev.toolbridge.contract.Field;
import java.util.List;

/// The refusal of a form, beside what was typed.
///
/// @param sentence the API's sentence; empty if nothing is wrong
/// @param correlationId the id of the request
/// @param field the field that is wrong, if the API names one
/// @param fields the fields that others have changed meanwhile
public record Stale(String sentence, String correlationId, String field, List<Both> fields) {
    public Stale {
        fields = List.copyOf(fields);
    }

    /// A field that both sides have changed.
    ///
    /// @param name the field
    /// @param theirs the changes of others since the version that the form was made from
    /// @param yours the changes in the form since then
    public record Both(String name, ChangedText theirs, ChangedText yours) {}

    public static Stale none() {
        return new Stale("", "", "", List.of());
    }

    public static Stale refused(ApiAnswer answer) {
        return new Stale(
                sentence(answer.json()),
                answer.correlationId(),
                answer.json().path("field").asText(),
                List.of());
    }

    /// The API's sentence, with what it expects if it says so.
    private static String sentence(JsonNode refusal) {
        String expected = refusal.path("expected").asText();
        return MarkdownHtml.visible(refusal.path("error").asText() + (expected.isEmpty() ? "" : ": " + expected));
    }

    /// A form against what others have changed in the same fields.
    public static Stale late(ApiAnswer answer, List<Both> fields) {
        return new Stale(answer.json().path("error").asText(), answer.correlationId(), "", fields);
    }

    /// A form against the item as it is now.
    ///
    /// @param base the item as the form was made from it
    public static Stale of(ItemForm form, ItemView base, ItemView present, ApiAnswer answer) {
        List<Both> fields = form.fields().stream()
                .map(Field::name)
                .filter(form::isChanged)
                .filter(name -> !present.text(name).equals(form.value(name)))
                .filter(name -> !present.text(name).equals(base.text(name)))
                .map(name -> new Both(
                        name,
                        ChangedText.between(base.text(name), present.text(name)),
                        ChangedText.between(base.text(name), form.value(name))))
                .toList();
        return late(answer, fields);
    }

    public boolean isWrong() {
        return !sentence.isEmpty();
    }

    /// Tells if others have changed the same.
    public boolean isLate() {
        return !fields.isEmpty();
    }
}
