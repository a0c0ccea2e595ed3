package dev.toolbridge.tenants.members;

import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.program.ServerConfig;
import dev.toolbridge.service.rate.ClientAddress;
import dev.toolbridge.service.rate.RateConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The settings of the server that reads memberships for tenants.
///
/// @param address the address to listen on
/// @param metrics the address of its meters, if they are shown
/// @param keys the file of the tenants' keys
/// @param apiKey the platform's key of WorkOS
/// @param apiBaseUrl the address of WorkOS's API
/// @param rates the number of requests of one tenant
/// @param addresses tells where requests come from
public record MembersConfig(
        Environment environment,
        ListenAddress address,
        Optional<ListenAddress> metrics,
        Path keys,
        Secret apiKey,
        URI apiBaseUrl,
        RateConfig rates,
        ClientAddress addresses,
        String logLevel)
        implements ServerConfig {

    private static final Setting<ListenAddress> ADDRESS =
            Setting.address("MEMBERS_ADDR", "Where it listens.").or("127.0.0.1:8091");
    private static final Setting<ListenAddress> METRICS =
            Setting.address("MEMBERS_METRICS_ADDR", "Where it shows its meters; never a public address.");
    private static final Setting<String> KEYS = Setting.text(
            "MEMBERS_KEYS",
            "The file of the tenants' keys: on each line the SHA-256 of a key and the id of its organisation.");
    private static final Setting<Secret> API_KEY =
            Setting.secret("WORKOS_API_KEY", "The platform's key, which opens the API of WorkOS.");
    private static final Setting<URI> API_BASE_URL = new Setting<>(
                    "WORKOS_API_BASE_URL", Optional.empty(), URI::create, false, "Where the API of WorkOS is.")
            .or("https://api.workos.com");
    private static final Setting<String> LOG_LEVEL = Setting.text(
                    "LOG_LEVEL", "How much is logged: ERROR, WARN, INFO or DEBUG.")
            .or("INFO");

    public static final List<Setting<?>> SETTINGS = Stream.concat(
                    Stream.of(
                            Environment.SETTING,
                            ADDRESS,
                            METRICS,
                            KEYS,
                            API_KEY,
                            API_BASE_URL,
                            ClientAddress.PROXIES,
                            LOG_LEVEL),
                    RateConfig.SETTINGS.stream())
            .toList();

    public static MembersConfig from(Settings settings) {
        return new MembersConfig(
                settings.get(Environment.SETTING),
                settings.get(ADDRESS),
                settings.find(METRICS),
                Path.of(settings.get(KEYS)),
                settings.get(API_KEY),
                settings.get(API_BASE_URL),
                RateConfig.from(settings),
                ClientAddress.from(settings),
                settings.get(LOG_LEVEL));
    }
}
