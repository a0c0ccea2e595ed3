package dev.toolbridge.token.login;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name that a person logs in with: an e-mail address, or a name as people have them, blanks included.
///
/// @param id the subject of the person's tokens: the same for every way of writing the name that people do not tell
///     apart
public record LoginName(String id) {
    private static final int LENGTH_MAX = 200;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{C}");

    /// Reads what a person typed: blanks around it and their number inside do not count, nor does letter case.
    ///
    /// @return empty when nothing is left, when it is longer than 200 characters or has invisible characters
    public static Optional<LoginName> parse(String typed) {
        String spaced =
                BLANKS.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC)).replaceAll(" ");
        String id = spaced.strip().toLowerCase(Locale.ROOT);
        boolean readable = !id.isEmpty()
                && id.length() <= LENGTH_MAX
                && !INVISIBLE.matcher(id).find();
        return readable ? Optional.of(new LoginName(id)) : Optional.empty();
    }
}
