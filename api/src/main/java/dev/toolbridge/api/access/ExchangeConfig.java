package dev.toolbridge.api.access;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.ScopeReading;
import dev.toolbridge.token.TokenConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The settings of the token exchange.
///
/// @param audiences the audiences that exchanged tokens may have
/// @param scopes reads the requested scopes
/// @param sidecar the secret with which the MCP server authenticates, so that its tokens name it as the actor
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
