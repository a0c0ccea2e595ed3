package dev.toolbridge.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The parts of an address in libpq's form (PostgreSQL manual, section 34.1.1.2), decoded. What belongs to another part
/// may also stand among the parameters: `host`, `port`, `dbname`, `user`, `password`.
///
/// No message repeats the text: it holds a password.
///
/// @param hosts one or more, with their ports, as JDBC writes them
/// @param parameters those that are left, in their order
record UrlText(
        String user,
        Optional<String> password,
        String hosts,
        String database,
        SequencedMap<String, String> parameters) {

    private static final String NOT_AN_ADDRESS =
            "is not an address, expected postgres://user:password@host:port/database"
                    + " with %-codes for whatever is neither letter nor digit in user and password";
    private static final Pattern SCHEME = Pattern.compile("^postgres(ql)?://");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    static UrlText parse(String text) {
        var scheme = SCHEME.matcher(text);
        if (!scheme.find()) {
            throw notAnAddress();
        }
        String rest = text.substring(scheme.end());
        int signInEnd = rest.lastIndexOf('@', first(rest, 0, '/', first(rest, 0, '?', rest.length())));
        int hostsEnd = first(rest, signInEnd + 1, '/', first(rest, signInEnd + 1, '?', rest.length()));
        int question = first(rest, hostsEnd, '?', rest.length());
        SequencedMap<String, String> parts = parts(rest.substring(Math.min(question + 1, rest.length())));
        if (signInEnd >= 0) {
            String[] signIn = rest.substring(0, signInEnd).split(":", 2);
            add(parts, "user", signIn[0]);
            add(parts, "password", signIn.length == 2 ? signIn[1] : "");
        }
        add(parts, "dbname", question > hostsEnd ? rest.substring(hostsEnd + 1, question) : "");
        return of(rest.substring(signInEnd + 1, hostsEnd), parts);
    }

    static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException(NOT_AN_ADDRESS);
    }

    private static UrlText of(String authority, SequencedMap<String, String> parts) {
        Optional<String> user = take(parts, "user");
        Optional<String> password = take(parts, "password");
        Optional<String> database = take(parts, "dbname");
        String hosts = UrlHosts.of(authority, take(parts, "host"), take(parts, "port"));
        if (user.isEmpty() || database.isEmpty()) {
            throw notAnAddress();
        }
        return new UrlText(user.get(), password, hosts, database.get(), parts);
    }

    private static int first(String text, int from, char sought, int otherwise) {
        int place = text.indexOf(sought, from);
        return place < 0 || place > otherwise ? otherwise : place;
    }

    private static SequencedMap<String, String> parts(String query) {
        var parts = new LinkedHashMap<String, String>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !NAME.matcher(pair.substring(0, equals)).matches()) {
                throw notAnAddress();
            }
            add(parts, pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parts;
    }

    private static void add(Map<String, String> parts, String name, String encoded) {
        String value = decoded(encoded);
        if (!value.isEmpty() && parts.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("says " + name + " twice");
        }
    }

    private static Optional<String> take(Map<String, String> parts, String name) {
        return Optional.ofNullable(parts.remove(name));
    }

    /// The messages of the protocol end each text with a zero byte: one inside would begin a parameter of its own.
    private static String decoded(String text) {
        try {
            String value = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (!CONTROL.matcher(value).find()) {
                return value;
            }
        } catch (IllegalArgumentException _) {
            // Its message quotes the text, and so a password.
            throw notAnAddress();
        }
        throw notAnAddress();
    }
}
