package dev.toolbridge.tenants.runtime;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an instance, the same in every attempt: one process of a release of a tenant's app.
///
/// @param tenant the tenant's reference
/// @param app the app, with its environment where it has several
/// @param release the number of the release, from 1
/// @param process the process of the release, such as `api`, or the command that is run once
/// @param number the number among the instances of this process, from 0
public record InstanceName(UUID tenant, String app, int release, String process, int number) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,53}");
    private static final Pattern TEXT = Pattern.compile(
            "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([a-z0-9-]+)\\.r(\\d{1,9})\\.([a-z0-9-]+)\\.(\\d{1,4})");
    private static final int NUMBER_MAX = 9_999;
    private static final int RELEASE_MAX = 999_999_999;

    public InstanceName {
        requireWord("app", app);
        requireWord("process", process);
        requireBetween("release", release, 1, RELEASE_MAX);
        requireBetween("number", number, 0, NUMBER_MAX);
    }

    /// Reads a name from its text.
    ///
    /// @throws IllegalArgumentException if the text is no name
    public static InstanceName parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no name of an instance: " + text);
        }
        return new InstanceName(
                UUID.fromString(parts.group(1)),
                parts.group(2),
                Integer.parseInt(parts.group(3)),
                parts.group(4),
                Integer.parseInt(parts.group(5)));
    }

    /// True if the text is a name.
    public static boolean isName(String text) {
        return TEXT.matcher(text).matches();
    }

    /// The name as one word of lower-case letters, digits, hyphens and dots.
    @Override
    public String toString() {
        return tenant + "." + app + ".r" + release + "." + process + "." + number;
    }

    private static void requireWord(String part, String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(part + " must be lower-case letters, digits and hyphens, 54 at most");
        }
    }

    private static void requireBetween(String part, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(part + " must be from " + least + " to " + most);
        }
    }
}
