package dev.toolbridge.identity;

import dev.toolbridge.identity.workos.Webhooks;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.program.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The settings of the development identity provider.
///
/// @param address the address to listen on, on this machine
/// @param publicUrl its issuer; without it, the address that it listens on
/// @param data the folder that it keeps its state in
/// @param secret the workspace's secret: opens the login page and the switches
/// @param apiKey the WorkOS API key that it takes
/// @param audiences the resources that tokens may be for, the usual one first
/// @param tokenLife the time for which access tokens are valid
/// @param webhooks the target of its events
public record IdentityConfig(
        ListenAddress address,
        Optional<String> publicUrl,
        Path data,
        Secret secret,
        Secret apiKey,
        List<String> audiences,
        Duration tokenLife,
        Optional<Webhooks.Target> webhooks,
        String logLevel)
        implements ServerConfig {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    private static final int TOKEN_SECONDS_MAX = 86_400;
    private static final int SECRET_LENGTH_MIN = 16;

    private static final Setting<ListenAddress> ADDRESS = Setting.address(
                    "IDENTITY_ADDR", "Where it listens; an address of this machine only.")
            .or("127.0.0.1:8085");
    private static final Setting<String> PUBLIC_URL = Setting.text(
            "IDENTITY_PUBLIC_URL", "Its address as clients see it, which is its issuer; default: where it listens.");
    private static final Setting<String> DATA = Setting.text("IDENTITY_DATA", "The folder that it keeps its state in.");
    private static final Setting<Secret> SECRET = Setting.secret(
            "IDENTITY_SECRET", "The workspace's secret: people log in with it, and it opens the switches.");
    private static final Setting<Secret> API_KEY =
            Setting.secret("WORKOS_API_KEY", "The API key that it takes on the calls that WorkOS would answer.");
    private static final Setting<String> AUDIENCES = Setting.text(
                    "IDENTITY_AUDIENCES",
                    "The resources that tokens may be for, separated by commas, the usual one first.")
            .or("");
    private static final Setting<Integer> TOKEN_SECONDS = Setting.whole(
                    "IDENTITY_TOKEN_SECONDS", 1, TOKEN_SECONDS_MAX, "How long access tokens are valid.")
            .or("900");
    private static final Setting<String> WEBHOOK_URL =
            Setting.text("IDENTITY_WEBHOOK_URL", "Where it sends webhooks to.");
    private static final Setting<Secret> WEBHOOK_SECRET =
            Setting.secret("WORKOS_WEBHOOK_SECRET", "What it signs webhooks with.");
    private static final Setting<String> LOG_LEVEL = Setting.text(
                    "LOG_LEVEL", "How much is logged: ERROR, WARN, INFO or DEBUG.")
            .or("INFO");

    public static final List<Setting<?>> SETTINGS = List.of(
            Environment.SETTING,
            ADDRESS,
            PUBLIC_URL,
            DATA,
            SECRET,
            API_KEY,
            AUDIENCES,
            TOKEN_SECONDS,
            WEBHOOK_URL,
            WEBHOOK_SECRET,
            LOG_LEVEL);

    /// Reads the settings.
    ///
    /// @throws SettingError if it would run anywhere but in development, or for others than this machine
    public static IdentityConfig from(Settings settings) {
        if (settings.get(Environment.SETTING) != Environment.DEVELOPMENT) {
            throw new SettingError("ENV must be dev: anybody who knows one secret can be anybody here");
        }
        var address = settings.get(ADDRESS);
        if (!LOOPBACK.contains(address.host())) {
            throw new SettingError("IDENTITY_ADDR must be an address of this machine, like 127.0.0.1:8085");
        }
        if (settings.get(SECRET).reveal().length() < SECRET_LENGTH_MIN) {
            throw new SettingError("IDENTITY_SECRET must have at least " + SECRET_LENGTH_MIN
                    + " characters: it is all that keeps others out");
        }
        return new IdentityConfig(
                address,
                settings.find(PUBLIC_URL),
                Path.of(settings.get(DATA)),
                settings.get(SECRET),
                settings.get(API_KEY),
                List.of(settings.get(AUDIENCES).split("\\s*,\\s*", -1)).stream()
                        .filter(audience -> !audience.isBlank())
                        .toList(),
                Duration.ofSeconds(settings.get(TOKEN_SECONDS)),
                settings.find(WEBHOOK_URL)
                        .map(url -> new Webhooks.Target(URI.create(url), settings.get(WEBHOOK_SECRET))),
                settings.get(LOG_LEVEL));
    }
}
