package dev.toolbridge.tenants;

import dev.toolbridge.console.session.ConsoleConfig;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.PublicUrl;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.program.ServerConfig;
import dev.toolbridge.service.rate.ClientAddress;
import dev.toolbridge.service.rate.RateConfig;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.TokenConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The settings of the control plane's server.
///
/// @param database the address of its own database, with a role that owns nothing there
/// @param address the address that it listens on
/// @param metrics the address that serves its metrics
/// @param environment development allows settings that production refuses
/// @param signingKeys sign cursors
/// @param tokens the identity provider's tokens that it takes
/// @param operatorOrganization the organisation whose administrators run the platform
/// @param rates the limits on the requests of a sender
/// @param addresses the proxies whose headers about addresses are trusted
/// @param console the pages of operators, if browsers reach the server
public record TenantsConfig(
        DatabaseUrl database,
        ListenAddress address,
        Optional<ListenAddress> metrics,
        Environment environment,
        String logLevel,
        SigningKeys signingKeys,
        TokenConfig tokens,
        Optional<String> operatorOrganization,
        RateConfig rates,
        ClientAddress addresses,
        Optional<ConsoleConfig> console)
        implements ServerConfig {

    private static final int SIGNING_SECRETS_MAX = 5;

    static final Setting<Secret> DATABASE = Setting.secret(
            "TENANTS_DATABASE_URL", "Where the control plane's database is, with a role that owns nothing there.");
    private static final Setting<ListenAddress> ADDRESS = Setting.address(
                    "TENANTS_HTTP_ADDR", "Where the server listens: on loopback, or behind TLS.")
            .or("127.0.0.1:8090");
    private static final Setting<ListenAddress> METRICS =
            Setting.address("TENANTS_METRICS_ADDR", "Where the server shows its meters; never a public address.");
    private static final Setting<String> LOG_LEVEL = Setting.text(
                    "LOG_LEVEL", "How much is logged: ERROR, WARN, INFO or DEBUG.")
            .or("INFO");
    private static final Setting<List<Secret>> SIGNING = Setting.secrets(
            "TENANTS_SIGNING_SECRETS",
            SIGNING_SECRETS_MAX,
            "Secrets that sign cursors, with commas between them: the first signs, all verify.");
    private static final Setting<String> AUDIENCE = Setting.text(
            "TENANTS_AUDIENCE", "The audience of the control plane: tokens of the identity provider must name it.");
    private static final Setting<String> OPERATOR_ORGANIZATION =
            Setting.text("TENANTS_OPERATOR_ORGANIZATION", "The organisation whose administrators run the platform.");

    private static final Setting<URI> PUBLIC_URL = PublicUrl.setting(
            "TENANTS_PUBLIC_URL",
            "Where browsers reach the control plane, such as `https://tenants.example.com`: its pages are below it.");

    private static final List<Setting<?>> OWN = List.of(
            DATABASE,
            ADDRESS,
            METRICS,
            LOG_LEVEL,
            SIGNING,
            AUDIENCE,
            OPERATOR_ORGANIZATION,
            PUBLIC_URL,
            Environment.SETTING,
            ClientAddress.PROXIES);

    /// All that the server reads.
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    OWN, TokenConfig.PROVIDER_SETTINGS, RateConfig.SETTINGS, ConsoleConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    public static TenantsConfig from(Settings settings) {
        return new TenantsConfig(
                DatabaseUrl.of(DATABASE, settings.get(DATABASE)),
                settings.get(ADDRESS),
                settings.find(METRICS),
                settings.get(Environment.SETTING),
                settings.get(LOG_LEVEL),
                signingKeys(settings.get(SIGNING)),
                TokenConfig.ofProvider(settings, Set.of(settings.get(AUDIENCE))),
                settings.find(OPERATOR_ORGANIZATION),
                RateConfig.from(settings),
                ClientAddress.from(settings),
                ConsoleConfig.from(settings, settings.find(PUBLIC_URL), "operator"));
    }

    private static SigningKeys signingKeys(List<Secret> listed) {
        List<byte[]> secrets = listed.stream()
                .map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8))
                .toList();
        return new SigningKeys(secrets.getFirst(), secrets.subList(1, secrets.size()));
    }
}
