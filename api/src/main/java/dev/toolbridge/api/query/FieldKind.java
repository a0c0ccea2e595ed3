package dev.toolbridge.api.query;

/// The values by which a field is compared.
public enum FieldKind {
    TEXT("text"),
    TEXTS("an array of texts"),
    FLAG("true or false"),
    NUMBER("a number"),
    WHOLE("a whole number"),
    UID("a UUID"),
    /// A day or an instant, as text in the payload.
    TIME("a day such as 2026-03-31 or today+7, or an instant of RFC 3339"),
    /// An instant that the server keeps.
    INSTANT("a day such as 2026-03-31 or today-30, or an instant of RFC 3339"),
    /// A member of the payload without a type of its own.
    OPEN("a number or a text"),
    /// All texts of an item.
    WORDS("words to search for");

    private final String expected;

    FieldKind(String expected) {
        this.expected = expected;
    }

    /// The words by which a refusal names the expected value.
    public String expected() {
        return expected;
    }
}
