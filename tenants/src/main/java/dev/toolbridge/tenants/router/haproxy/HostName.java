package dev.toolbridge.tenants.router.haproxy;

import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a host as the router compares it: lower case, without a dot at its end (RFC 9110, section 4.2.3).
/// Names with other letters than ASCII come in their encoded form (`xn--…`); an address is no name.
public record HostName(String text) {
    private static final int LENGTH_MAX = 253;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    public HostName {
        text = text.toLowerCase(Locale.ROOT);
        text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (text.length() > LENGTH_MAX || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("a host name is labels of a-z, 0-9 and -, at most 63 long each,"
                    + " joined by dots, at most " + LENGTH_MAX + " in all");
        }
        if (NUMBER_AT_END.matcher(text).matches()) {
            throw new IllegalArgumentException("a host name is not an address");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
