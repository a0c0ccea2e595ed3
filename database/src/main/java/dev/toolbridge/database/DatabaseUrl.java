package dev.toolbridge.database;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/// The address of a database and its role: `postgres://user:password@host:port/name?sslmode=require`, with parameters
/// that libpq knows.
///
/// @param jdbc the JDBC address, without credentials
/// @param user the role that signs in
/// @param password its password, if one is needed
public record DatabaseUrl(String jdbc, String user, Optional<String> password) {
    private static final String JDBC = "jdbc:postgresql://";
    private static final String OPTIONS = "options=";

    /// Reads the address. Parameters that the driver has no counterpart for are refused, and so are those that would
    /// remove our deadlines.
    ///
    /// @throws IllegalArgumentException saying, behind the name of the setting, what is wrong with it
    public static DatabaseUrl parse(String text) {
        UrlText url = UrlText.parse(text);
        String query = UrlParameters.inWordsOfTheDriver(url.parameters());
        return new DatabaseUrl(JDBC + url.hosts() + "/" + encoded(url.database()) + query, url.user(), url.password());
    }

    /// Reads the address that a setting has.
    ///
    /// @throws SettingError naming the setting
    public static DatabaseUrl of(Setting<Secret> setting, Secret text) {
        try {
            return parse(text.reveal());
        } catch (IllegalArgumentException wrong) {
            throw new SettingError(setting.key() + " " + wrong.getMessage());
        }
    }

    /// The whole address, with its password: what [#parse] reads.
    public String reveal() {
        String signIn =
                encoded(user) + password.map(word -> ":" + encoded(word)).orElse("");
        return jdbc.replaceFirst("^" + JDBC, Matcher.quoteReplacement("postgres://" + signIn + "@"));
    }

    /// The same database, signed in as another.
    public DatabaseUrl as(String otherUser, Optional<String> otherPassword) {
        return new DatabaseUrl(jdbc, otherUser, otherPassword);
    }

    /// The name of the database.
    public String database() {
        String path = jdbc.replaceFirst("\\?.*$", "");
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    /// Another database of the same server.
    public DatabaseUrl named(String database) {
        return new DatabaseUrl(
                jdbc.replaceFirst("/[^/?]*(?=\\?|$)", Matcher.quoteReplacement("/" + encoded(database))),
                user,
                password);
    }

    /// The JDBC address with settings of ours behind those that it has itself: of two, the server takes the last.
    String jdbcWith(String settings) {
        int question = jdbc.indexOf('?');
        List<String> parameters = new ArrayList<>(
                question < 0 ? List.of() : List.of(jdbc.substring(question + 1).split("&")));
        int place = parameters.stream()
                .map(parameter -> parameter.startsWith(OPTIONS))
                .toList()
                .indexOf(true);
        String own = OPTIONS + (place < 0 ? "" : parameters.remove(place).substring(OPTIONS.length()) + "%20");
        parameters.add(own + encoded(settings));
        return (question < 0 ? jdbc : jdbc.substring(0, question)) + "?" + String.join("&", parameters);
    }

    /// The part that may be shown: neither the password nor parameters.
    @Override
    public String toString() {
        return jdbc.replaceFirst("\\?.*$", "") + " as " + user;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
