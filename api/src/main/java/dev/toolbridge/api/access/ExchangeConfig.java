package dev.toolbridge.api.access;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.ScopeReading;
import dev.toolbridge.token.TokenConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// For whom tokens are exchanged.
///
/// @param audiences what exchanged tokens may be for
/// @param scopes reads the scopes that are asked for
/// @param sidecar the secret by which the MCP server proves itself, so that its tokens name it as acting
public record ExchangeConfig(Set<String> audiences, ScopeReading scopes, Optional<Secret> sidecar) {

    private static final Setting<Secret> SIDECAR =
            Setting.secret("EXCHANGE_CLIENT_SECRET", "Proves at the token exchange that the MCP server asks.");

    public static final List<Setting<?>> SETTINGS = List.of(SIDECAR);

    public ExchangeConfig {
        audiences = Set.copyOf(audiences);
    }

    public static ExchangeConfig from(Settings settings, TokenConfig tokens) {
        return new ExchangeConfig(tokens.audiences().exchanged(), tokens.scopes(), settings.find(SIDECAR));
    }
}
