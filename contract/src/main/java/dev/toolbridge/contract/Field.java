package dev.toolbridge.contract;

import java.util.List;
import java.util.Locale;

/// A named field of an entity type. Payloads are open: fields without a name here are kept as they are.
///
/// @param choices the only values that it may have; empty: any of its type
/// @param isRequired true when every item has it
/// @param lengthMax the most characters of a text; 0: any
public record Field(String name, FieldType type, List<String> choices, boolean isRequired, int lengthMax) {

    public Field {
        choices = List.copyOf(choices);
    }

    /// A field that may hold any value of its type, or none.
    public Field(String name, FieldType type) {
        this(name, type, List.of(), false, 0);
    }

    /// The words by which a refusal names the expected values.
    public String expected() {
        if (!choices.isEmpty()) {
            return "one of " + String.join(", ", choices);
        }
        return lengthMax == 0 ? type.expected() : "a string of 1 to " + lengthMax + " characters";
    }

    /// Tells if the values are narrower than their type.
    public boolean isNarrow() {
        return !choices.isEmpty() || lengthMax > 0;
    }

    /// The name as tools write it: `dueDate` becomes `due_date`.
    public String snakeName() {
        return snake(name);
    }

    /// Any name in that form.
    public static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
