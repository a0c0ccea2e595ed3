package dev.toolbridge.connect.home;

import dev.toolbridge.connect.edit.TomlText;
import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.PrivateFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of `config.toml`.
///
/// @param server the address of the API, without a slash at its end
/// @param timeout the time that one request may take, from its first byte to the last one of its answer
/// @param interval the time after which `watch` synchronises at the latest
/// @param isAutomatic true if `serve` watches too
public record ConnectConfig(URI server, Duration timeout, Duration interval, boolean isAutomatic) {
    private static final URI USUAL_SERVER = URI.create("http://127.0.0.1:8081");
    private static final long TIMEOUT_SECONDS = 30;
    private static final long TIMEOUT_SECONDS_MAX = 600;
    private static final long INTERVAL_SECONDS = 300;
    private static final long INTERVAL_SECONDS_MAX = 86_400;
    private static final List<String> API = List.of("api");
    private static final List<String> SYNC = List.of("sync");
    private static final String BASE_URL = "base_url";
    private static final String TIMEOUT = "timeout";
    private static final String INTERVAL = "sync_interval";
    private static final String AUTOMATIC = "auto_sync";

    /// Reads the settings; those that are not named have their usual values.
    ///
    /// @throws CommandFailure if the file cannot be read, or if a value is wrong
    public static ConnectConfig read(HomeFolder home) {
        String text = new PrivateFile(home.config()).read().orElse("");
        try {
            Map<String, String> api = table(text, API);
            Map<String, String> sync = table(text, SYNC);
            return new ConnectConfig(
                    server(home, api), timeout(home, api), interval(home, sync), truth(home, sync, AUTOMATIC, true));
        } catch (UnreadableText unreadable) {
            throw new CommandFailure(home.config() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static URI server(HomeFolder home, Map<String, String> api) {
        return Optional.ofNullable(api.get(BASE_URL))
                .map(value -> TomlValue.text(value).orElseThrow(() -> wrong(home, BASE_URL, "an address in quotes")))
                .map(SafeAddress::of)
                .orElse(USUAL_SERVER);
    }

    static Map<String, String> table(String text, List<String> path) {
        return TomlText.of(text)
                .find(path)
                .<Map<String, String>>map(Map::copyOf)
                .orElseGet(Map::of);
    }

    private static Duration timeout(HomeFolder home, Map<String, String> api) {
        return Duration.ofSeconds(
                seconds(home, api, TIMEOUT, TIMEOUT_SECONDS_MAX).orElse(TIMEOUT_SECONDS));
    }

    private static Duration interval(HomeFolder home, Map<String, String> sync) {
        return Duration.ofSeconds(
                seconds(home, sync, INTERVAL, INTERVAL_SECONDS_MAX).orElse(INTERVAL_SECONDS));
    }

    private static Optional<Long> seconds(HomeFolder home, Map<String, String> table, String name, long max) {
        return Optional.ofNullable(table.get(name)).map(value -> TomlValue.whole(value, max)
                .orElseThrow(() -> wrong(home, name, "a number of seconds from 1 to " + max)));
    }

    static boolean truth(HomeFolder home, Map<String, String> table, String name, boolean usual) {
        return switch (table.getOrDefault(name, Boolean.toString(usual))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(home, name, "true or false");
        };
    }

    static CommandFailure wrong(HomeFolder home, String name, String expected) {
        return new CommandFailure(home.config() + ": " + name + " must be " + expected);
    }

    /// The same settings with another server, which is written into the file. All else in it stays.
    public ConnectConfig at(URI other, HomeFolder home) {
        write(home, API, Map.of(BASE_URL, "\"" + other + "\""));
        return new ConnectConfig(other, timeout, interval, isAutomatic);
    }

    static void write(HomeFolder home, List<String> table, Map<String, String> values) {
        var file = new PrivateFile(home.existing().resolve(home.config().getFileName()));
        String before = file.read().orElse("");
        try {
            String after = TomlText.of(before).with(table, values).text();
            if (!after.equals(before)) {
                file.write(after);
            }
        } catch (UnreadableText unreadable) {
            throw new CommandFailure(home.config() + " is left as it is: " + unreadable.getMessage(), unreadable);
        }
    }
}
