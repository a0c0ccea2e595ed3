package dev.toolbridge.api.access;

import dev.toolbridge.api.access.membership.WorkosConfig;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.rate.ClientAddress;
import dev.toolbridge.service.rate.RateConfig;
import dev.toolbridge.token.TokenConfig;

/// Everything about who may come in.
///
/// @param tokens which tokens are taken
/// @param tenants which tenants there are without asking
/// @param workos where to ask about the others
/// @param exchange for whom tokens are exchanged
/// @param rates how many requests one user may send
/// @param debug whether a mere name is believed
/// @param addresses whose word about addresses is believed
public record AccessConfig(
        TokenConfig tokens,
        TenantConfig tenants,
        WorkosConfig workos,
        ExchangeConfig exchange,
        RateConfig rates,
        DebugSubject debug,
        ClientAddress addresses) {

    public static AccessConfig from(Settings settings, ListenAddress address) {
        var tokens = TokenConfig.from(settings);
        var environment = settings.get(Environment.SETTING);
        return new AccessConfig(
                tokens,
                TenantConfig.from(settings),
                WorkosConfig.from(settings),
                ExchangeConfig.from(settings, tokens),
                RateConfig.from(settings),
                DebugSubject.from(settings, environment, address),
                ClientAddress.from(settings));
    }
}
