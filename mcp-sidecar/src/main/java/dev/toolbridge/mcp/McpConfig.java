package dev.toolbridge.mcp;

import dev.toolbridge.mcp.api.ApiAddress;
import dev.toolbridge.mcp.api.ExchangeConfig;
import dev.toolbridge.mcp.protocol.session.SessionLimits;
import dev.toolbridge.mcp.transport.TransportConfig;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.program.ServerConfig;
import dev.toolbridge.token.AudienceMode;
import dev.toolbridge.token.TokenConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The settings of the MCP server.
///
/// @param api the address of the API
/// @param address the address at which the server listens
/// @param metrics the address of its metrics
/// @param publicBase the address by which clients know the server, when a proxy stands before it
/// @param otherBases other addresses by which clients know it
/// @param allowedOrigins the origins whose pages may use the server
/// @param tenant the tenant that requests select when they name none
/// @param stopGrace the time that running calls have when the server stops
/// @param environment the environment in which it runs
/// @param loginScopes the scopes that clients log in for
/// @param stateSecrets the secret that signs request states, and those that may have signed them
record McpConfig(
        ApiAddress api,
        ListenAddress address,
        Optional<ListenAddress> metrics,
        Optional<URI> publicBase,
        List<URI> otherBases,
        Set<String> allowedOrigins,
        Optional<String> tenant,
        Duration stopGrace,
        Environment environment,
        String logLevel,
        TokenConfig tokens,
        List<String> loginScopes,
        List<Secret> stateSecrets,
        TransportConfig transport)
        implements ServerConfig {

    /// The form of a scope (RFC 6749, section 3.3).
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    private static final Setting<URI> API =
            url("TOOLBRIDGE_API_BASE_URL", "Where the API is.").or("http://127.0.0.1:8081");
    private static final Setting<URI> API_OLD_NAME =
            url("TOOLBRIDGE_GO_API_BASE_URL", "The older name of TOOLBRIDGE_API_BASE_URL.");
    private static final Setting<String> HOST = Setting.text(
                    "TOOLBRIDGE_HOST", "The address to listen on; 0.0.0.0 for every interface.")
            .or("127.0.0.1");
    private static final Setting<Integer> PORT = Setting.whole(
                    "TOOLBRIDGE_PORT", 0, 65_535, "The port to listen on; 0 for any free one.")
            .or("8001");
    private static final Setting<ListenAddress> METRICS =
            Setting.address("TOOLBRIDGE_METRICS_ADDR", "Where the server shows its meters; never a public address.");
    private static final Setting<URI> PUBLIC_BASE =
            url("TOOLBRIDGE_PUBLIC_BASE_URL", "The address by which clients know the server.");
    private static final Setting<List<URI>> OTHER_BASES = new Setting<>(
            "TOOLBRIDGE_OTHER_BASE_URLS",
            Optional.empty(),
            text -> list(text).stream().map(McpConfig::base).toList(),
            false,
            "Other addresses by which clients know the server, separated by commas: scheme, host and port.");
    private static final Setting<String> ORIGINS = Setting.text(
            "TOOLBRIDGE_ALLOWED_ORIGINS", "Origins of web pages that may use the server, separated by commas.");
    private static final Setting<String> TENANT =
            Setting.text("TOOLBRIDGE_TENANT_ID", "The tenant that requests select when they name none.");
    private static final Setting<Secret> CLIENT_SECRET = Setting.secret(
            "EXCHANGE_CLIENT_SECRET", "Proves to the API that this server asks for a token in place of its caller's.");
    private static final Setting<String> BACKEND_AUDIENCE = Setting.text(
            "TOOLBRIDGE_BACKEND_API_AUDIENCE",
            "The audience that this server asks exchanged tokens for, one of the API's JWT_EXCHANGE_AUDIENCES; default:"
                    + " the first of these.");
    private static final Setting<List<String>> LOGIN_SCOPES = new Setting<>(
            "MCP_OAUTH_SCOPES",
            Optional.of(""),
            McpConfig::parseScopes,
            false,
            "Scopes that clients shall log in for, separated by spaces; only such that the identity provider grants.");
    private static final int STATE_SECRETS_MAX = 10;
    private static final Setting<List<Secret>> STATE_SECRETS = Setting.secrets(
            "MCP_STATE_SECRETS",
            STATE_SECRETS_MAX,
            "Sign what clients hold between the rounds of a request, with commas between them: the first signs, all are"
                    + " known. Without it EXCHANGE_CLIENT_SECRET does, else JWT_HS256_SECRET.");
    private static final Setting<Integer> STOP_GRACE = Setting.whole(
                    "TOOLBRIDGE_SHUTDOWN_TIMEOUT_SECONDS", 0, 600, "How long running calls may take at the end.")
            .or("10");
    private static final Setting<Integer> SESSIONS_MAX = Setting.whole(
                    "TOOLBRIDGE_SESSIONS_MAX", 1, 1_000_000, "How many sessions of all users there may be at a time.")
            .or(Integer.toString(SessionLimits.DEFAULT.allMax()));
    private static final Setting<Integer> SESSION_IDLE = Setting.whole(
                    "TOOLBRIDGE_SESSION_IDLE_SECONDS", 1, 86_400, "After how long without use a session ends.")
            .or(Long.toString(SessionLimits.DEFAULT.idleMax().toSeconds()));
    private static final Setting<String> REPLICA = new Setting<>(
            "TOOLBRIDGE_REPLICA",
            Optional.empty(),
            McpConfig::parseReplica,
            false,
            "The name of this server among several behind a proxy: ids of its sessions begin with it and a dot.");
    private static final Setting<String> LOG_LEVEL = Setting.text(
                    "TOOLBRIDGE_LOG_LEVEL", "How much is logged: ERROR, WARN, INFO or DEBUG.")
            .or("INFO");

    static final List<Setting<?>> SETTINGS = List.of(
            API,
            API_OLD_NAME,
            HOST,
            PORT,
            METRICS,
            PUBLIC_BASE,
            OTHER_BASES,
            ORIGINS,
            TENANT,
            CLIENT_SECRET,
            BACKEND_AUDIENCE,
            LOGIN_SCOPES,
            STATE_SECRETS,
            STOP_GRACE,
            SESSIONS_MAX,
            SESSION_IDLE,
            REPLICA,
            Environment.SETTING,
            LOG_LEVEL);

    McpConfig {
        otherBases = List.copyOf(otherBases);
        allowedOrigins = Set.copyOf(allowedOrigins);
        loginScopes = List.copyOf(loginScopes);
        stateSecrets = List.copyOf(stateSecrets);
    }

    static McpConfig from(Settings settings) {
        Optional<URI> publicBase = settings.find(PUBLIC_BASE);
        var tokens = TokenConfig.from(settings);
        return new McpConfig(
                ApiAddress.at(settings.find(API_OLD_NAME).orElseGet(() -> settings.get(API)))
                        .exchanging(exchange(settings, tokens)),
                new ListenAddress(settings.get(HOST), settings.get(PORT)),
                settings.find(METRICS),
                publicBase,
                settings.find(OTHER_BASES).orElseGet(List::of),
                settings.find(ORIGINS)
                        .map(McpConfig::list)
                        .<Set<String>>map(Set::copyOf)
                        .orElseGet(Set::of),
                settings.find(TENANT),
                Duration.ofSeconds(settings.get(STOP_GRACE)),
                settings.get(Environment.SETTING),
                settings.get(LOG_LEVEL),
                tokens,
                settings.get(LOGIN_SCOPES),
                stateSecrets(settings, tokens),
                TransportConfig.at(publicBase.map(URI::getPath).orElse(""), sessions(settings))
                        .of(settings.find(REPLICA)));
    }

    private static SessionLimits sessions(Settings settings) {
        return new SessionLimits(
                SessionLimits.DEFAULT.perUserMax(),
                settings.get(SESSIONS_MAX),
                Duration.ofSeconds(settings.get(SESSION_IDLE)));
    }

    /// Needed if a login gives tokens that the API does not accept.
    private static Optional<ExchangeConfig> exchange(Settings settings, TokenConfig tokens) {
        if (tokens.audiences().mode() != AudienceMode.EXCHANGE
                || tokens.audiences().mcp().isEmpty()) {
            return Optional.empty();
        }
        Secret secret = settings.find(CLIENT_SECRET)
                .orElseThrow(() -> new SettingError("EXCHANGE_CLIENT_SECRET must be set when JWT_AUDIENCE_MODE is"
                        + " exchange: tokens for MCP_OAUTH_AUDIENCE open no route of the API, they are exchanged. Set"
                        + " the same at the API"));
        String audience = settings.find(BACKEND_AUDIENCE)
                .or(() -> tokens.audiences().exchanged().stream().sorted().findFirst())
                .orElseThrow(() -> new SettingError(
                        "JWT_AUDIENCE must be set when JWT_AUDIENCE_MODE is exchange: exchanged tokens name it"));
        return Optional.of(new ExchangeConfig(audience, secret));
    }

    /// Every replica has the same secrets; without any, states end with this process.
    private static List<Secret> stateSecrets(Settings settings, TokenConfig tokens) {
        return settings.find(STATE_SECRETS).orElseGet(() -> settings.find(CLIENT_SECRET).or(tokens::secret).stream()
                .toList());
    }

    /// The address by which clients know the server; without a proxy, its own.
    URI base() {
        return publicBase.orElseGet(() -> URI.create("http://localhost:" + address.port()));
    }

    private static URI base(String text) {
        URI base = URI.create(text);
        if (base.getScheme() == null
                || base.getHost() == null
                || !base.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("addresses of scheme, host and port, separated by commas");
        }
        return base;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /// A resource never requests `offline_access`: that is between a client and its provider.
    private static List<String> parseScopes(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> scopes = List.of(text.strip().split(" +", -1));
        boolean usable =
                scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches() && !scope.equals("offline_access"));
        if (!usable) {
            throw new IllegalArgumentException("scopes such as *:read sync, without offline_access");
        }
        return scopes;
    }

    private static String parseReplica(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,32}")) {
            throw new IllegalArgumentException("up to 32 letters, digits, - and _");
        }
        return text;
    }

    private static Setting<URI> url(String key, String meaning) {
        return new Setting<>(key, Optional.empty(), McpConfig::parseUrl, false, meaning);
    }

    /// An address without the slash at its end, so that paths can be appended.
    private static URI parseUrl(String text) {
        if (!text.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
            throw new IllegalArgumentException("an address such as http://127.0.0.1:8081");
        }
        return URI.create(text.replaceAll("/+$", ""));
    }
}
