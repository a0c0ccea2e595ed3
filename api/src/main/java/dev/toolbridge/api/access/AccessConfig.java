package dev.toolbridge.api.access;

import dev.toolbridge.api.access.membership.WorkosConfig;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.rate.ClientAddress;
import dev.toolbridge.service.rate.RateConfig;
import dev.toolbridge.token.TokenConfig;

/// The settings of authentication and tenants.
///
/// @param tokens the tokens that are accepted
/// @param tenants the tenants that the server knows by itself
/// @param workos the identity provider's API, which knows the other tenants
/// @param exchange the audiences and scopes of exchanged tokens
/// @param rates the limits on the requests of a user
/// @param debug the header with which a developer acts as any user
/// @param addresses the proxies whose headers about addresses are trusted
/// @param approvers the credentials that may approve proposals
public record AccessConfig(
        TokenConfig tokens,
        TenantConfig tenants,
        WorkosConfig workos,
        ExchangeConfig exchange,
        RateConfig rates,
        DebugSubject debug,
        ClientAddress addresses,
        Approvers approvers) {

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
                ClientAddress.from(settings),
                Approvers.from(settings));
    }
}
