package dev.toolbridge.api.environment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The keys of variables.
public final class VariableKey {
    static final int LENGTH_MAX = 128;
    static final String FORM = "^[A-Za-z_][A-Za-z0-9_]*$";
    static final String EXPECTED = "a letter or _, then letters, digits and _, up to " + LENGTH_MAX + " of them";

    private static final Pattern GOOD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0," + (LENGTH_MAX - 1) + "}");
    private static final List<String> OF_SECRETS =
            List.of("KEY", "SECRET", "TOKEN", "PASSWORD", "CREDENTIAL", "DATABASE_URL", "REDIS_URL");

    private VariableKey() {}

    static boolean isGood(String text) {
        return GOOD.matcher(text).matches();
    }

    /// Tells if a variable of that key is secret unless it is said otherwise.
    public static boolean namesSecret(String key) {
        String upper = key.toUpperCase(Locale.ROOT);
        return OF_SECRETS.stream().anyMatch(upper::contains);
    }
}
