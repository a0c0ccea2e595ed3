package dev.toolbridge.tests.style;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Splits a name into its words: `HTTPServerConfig` and `SERVER_CONFIG` both hold `server` and `config`.
final class Words {
    private static final Pattern BORDER =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+|(?<=[A-Za-z])(?=[0-9])");

    private Words() {}

    static List<String> of(CharSequence name) {
        return BORDER.splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
