package dev.toolbridge.connect.dotenv;

import java.util.Optional;

/// A value as `.env` has it: the shells that source the file, and the programs that parse it, read the same.
final class QuotedValue {
    private static final String SINGLE = "'";
    private static final String DOUBLE = "\"";

    /// Inside double quotes shells replace these, and parsers do not agree.
    private static final String REPLACED = "\"$`\\!";

    private QuotedValue() {}

    /// The written form; empty if no form is read alike everywhere. Lines end with CR only in some readers, a backslash
    /// before a quote hides it in others.
    static Optional<String> of(String value) {
        boolean isOdd = value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0 || value.endsWith("\\");
        if (isOdd) {
            return Optional.empty();
        }
        if (!value.contains(SINGLE)) {
            return Optional.of(SINGLE + value + SINGLE);
        }
        boolean isPlain = value.chars().noneMatch(character -> REPLACED.indexOf(character) >= 0);
        return isPlain ? Optional.of(DOUBLE + value + DOUBLE) : Optional.empty();
    }
}
