package dev.toolbridge.service.route;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A query parameter or a header, and the values that it takes.
///
/// @param in `query` or `header`
/// @param schema a JSON Schema of what is taken; more may be taken for the sake of old clients
/// @param isRepeated true if a request may have several of that name, each with a meaning of its own
public record Parameter(
        String name, String in, String meaning, ObjectNode schema, boolean isRequired, boolean isRepeated) {

    /// The length of a signed value, in characters, at most.
    public static final int SIGNED_LENGTH_MAX = 1_024;

    public static final Parameter LIMIT = query(
            ParameterValues.LIMIT,
            "How many at most. Any other value counts as the default, one that is too large as the largest.",
            Schema.whole(1, ParameterValues.LIMIT_MAX).put("default", ParameterValues.LIMIT_DEFAULT));
    public static final Parameter CURSOR = cursor(Schema.text("^[A-Za-z0-9_-]*$", SIGNED_LENGTH_MAX));

    /// The place of a next page, in a form of its own.
    public static Parameter cursor(ObjectNode schema) {
        return query(ParameterValues.CURSOR, "The nextCursor of the page before.", schema);
    }

    public static Parameter query(String name, String meaning, ObjectNode schema) {
        return new Parameter(name, "query", meaning, schema, false, false);
    }

    public static Parameter header(String name, String meaning, ObjectNode schema) {
        return new Parameter(name, "header", meaning, schema, false, false);
    }

    /// The same, which no request may be without.
    public Parameter required() {
        return new Parameter(name, in, meaning, schema, true, isRepeated);
    }

    /// The same, of which a request may have several.
    public Parameter repeated() {
        return new Parameter(name, in, meaning, schema, isRequired, true);
    }
}
