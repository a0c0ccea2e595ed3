package dev.toolbridge.contract;

import java.util.Locale;

/// A named field of an entity type. Payloads are open: fields without a name here are kept as they are.
public record Field(String name, FieldType type) {

    /// The name as tools write it: `dueDate` becomes `due_date`.
    public String snakeName() {
        return snake(name);
    }

    /// Any name in that form.
    public static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
