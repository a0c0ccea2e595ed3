package dev.toolbridge.service.database;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;

/// Where a database is and who signs in: `postgres://user:password@host:port/name?sslmode=require`.
///
/// @param jdbc the JDBC address, without credentials
/// @param user the role that signs in
/// @param password its password, if one is needed
public record DatabaseUrl(String jdbc, String user, Optional<String> password) {

    private static final String EXPECTED = "postgres://user:password@host:port/database";

    /// Reads the address.
    ///
    /// @throws IllegalArgumentException saying what was expected
    public static DatabaseUrl parse(String text) {
        URI uri = uri(text);
        boolean ours = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!ours
                || uri.getHost() == null
                || uri.getRawUserInfo() == null
                || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String[] signIn = uri.getRawUserInfo().split(":", 2);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                decoded(signIn[0]),
                signIn.length == 2 ? Optional.of(decoded(signIn[1])) : Optional.empty());
    }

    /// The whole address, with its password: what [#parse] reads.
    public String reveal() {
        String signIn =
                encoded(user) + password.map(word -> ":" + encoded(word)).orElse("");
        return jdbc.replaceFirst("^jdbc:postgresql://", Matcher.quoteReplacement("postgres://" + signIn + "@"));
    }

    @Override
    public String toString() {
        return jdbc + " as " + user;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(EXPECTED, malformed);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
