package dev.toolbridge.api.project;

import dev.toolbridge.contract.UidForm;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a project in addresses. It is neither a number nor a UUID, since these name a project too.
final class Slug {
    static final String EXPECTED =
            "1 to 63 small letters, digits and hyphens, not only digits, with no hyphen at an end";

    private static final int LENGTH_MAX = 63;
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private Slug() {}

    static boolean isGood(String text) {
        return FORM.matcher(text).matches()
                && !DIGITS.matcher(text).matches()
                && UidForm.read(text).isEmpty();
    }

    /// The slug that a name gives; empty when it gives none.
    static Optional<String> of(String name) {
        String hyphened = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = hyphened.substring(0, Math.min(LENGTH_MAX, hyphened.length()));
        return Optional.of(cut.replaceAll("^-+|-+$", "")).filter(Slug::isGood);
    }
}
