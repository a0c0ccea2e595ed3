package dev.toolbridge.console.session;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.login.LoginClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The settings of the console.
///
/// @param client the console as a client of the identity provider
/// @param scope the scopes that it asks the provider for
/// @param name names its cookies, and the keys that seal what they hold
public record ConsoleConfig(LoginClient client, String scope, String name) {
    private static final Setting<String> CLIENT = Setting.text(
            "CONSOLE_CLIENT_ID",
            "The console as a client of the identity provider. Default: the address of its own description, for"
                    + " providers that take client ID metadata documents.");
    private static final Setting<Secret> SECRET = Setting.secret(
            "CONSOLE_CLIENT_SECRET", "The secret of CONSOLE_CLIENT_ID, if the identity provider wants one.");
    private static final Setting<String> SCOPES = Setting.text(
                    "CONSOLE_SCOPES", "The scopes that the console asks the identity provider for.")
            .or("openid profile email offline_access");

    public static final List<Setting<?>> SETTINGS = List.of(CLIENT, SECRET, SCOPES);

    /// The console needs an address that browsers know; without one there is none.
    ///
    /// @param base the address under which browsers reach the server
    public static Optional<ConsoleConfig> from(Settings settings, Optional<URI> base, String name) {
        return base.map(address -> new ConsoleConfig(
                LoginClient.of(address, "/console", settings.find(CLIENT), settings.find(SECRET)),
                settings.get(SCOPES),
                name));
    }
}
