package dev.toolbridge.contract;

/// The values that a named field may hold.
public enum FieldType {
    TEXT("a string"),
    TEXTS("an array of strings"),
    FLAG("true or false"),
    NUMBER("a number"),
    UID("a UUID"),
    TIME("a date or an instant as text");

    private final String expected;

    FieldType(String expected) {
        this.expected = expected;
    }

    /// The words by which a refusal names the expected type.
    public String expected() {
        return expected;
    }
}
