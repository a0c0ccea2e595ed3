package dev.toolbridge.token;

import static dev.toolbridge.token.TokenSettings.ALGORITHMS;
import static dev.toolbridge.token.TokenSettings.AUDIENCE_CLAIM;
import static dev.toolbridge.token.TokenSettings.AUTHKIT_DOMAIN;
import static dev.toolbridge.token.TokenSettings.ID_TOKEN_CLIENTS;
import static dev.toolbridge.token.TokenSettings.ISSUER;
import static dev.toolbridge.token.TokenSettings.KEYS;
import static dev.toolbridge.token.TokenSettings.SCOPES_IGNORED;
import static dev.toolbridge.token.TokenSettings.TENANT_CLAIM;

import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.signature.SignatureAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tokens that a server accepts.
///
/// @param environment development takes more kinds of tokens than production
/// @param own keys of the tokens that this deployment signs itself
/// @param provider verifies tokens of the identity provider
/// @param audiences the audiences that tokens must name
/// @param tenantClaim the claim that names the tenant
/// @param scopes reads the scopes of tokens
public record TokenConfig(
        Environment environment,
        OwnKeyConfig own,
        Optional<Provider> provider,
        Audiences audiences,
        String tenantClaim,
        ScopeReading scopes) {

    /// The identity provider.
    ///
    /// @param issuer its exact issuer
    /// @param keys the address of its keys
    /// @param algorithms those that it signs with
    /// @param audienceClaim the claim by which it names the audience of a token
    /// @param clients those whose ID tokens are taken
    public record Provider(
            String issuer,
            URI keys,
            Set<SignatureAlgorithm> algorithms,
            AudienceClaim audienceClaim,
            Set<String> clients) {

        public Provider {
            algorithms = Set.copyOf(algorithms);
            clients = Set.copyOf(clients);
        }
    }

    public static final List<Setting<?>> SETTINGS = TokenSettings.ALL;

    public static TokenConfig from(Settings settings) {
        var environment = settings.get(Environment.SETTING);
        var own = OwnKeyConfig.from(settings, environment);
        var provider = provider(settings, environment);
        if (own.isEmpty() && provider.isEmpty()) {
            throw new SettingError("JWT_HS256_SECRET, or JWT_ISSUER and JWT_JWKS_URL, must be set: without them"
                    + " no token can be verified");
        }
        var audiences = Audiences.from(settings, environment);
        if (provider.isPresent()) {
            audiences.requireForProvider();
        }
        return new TokenConfig(
                environment, own, provider, audiences, settings.get(TENANT_CLAIM), settings.get(SCOPES_IGNORED));
    }

    /// The settings that [#ofProvider] reads.
    public static final List<Setting<?>> PROVIDER_SETTINGS =
            List.of(ISSUER, KEYS, AUTHKIT_DOMAIN, ALGORITHMS, AUDIENCE_CLAIM, SCOPES_IGNORED, TENANT_CLAIM);

    /// The tokens of a server that takes the identity provider's only, for audiences of its own.
    public static TokenConfig ofProvider(Settings settings, Set<String> audiences) {
        var environment = settings.get(Environment.SETTING);
        var provider = provider(settings, environment)
                .orElseThrow(() -> new SettingError("JWT_ISSUER and JWT_JWKS_URL must be set: without them no token"
                        + " of the identity provider can be verified"));
        return new TokenConfig(
                environment,
                OwnKeyConfig.NONE,
                Optional.of(provider),
                new Audiences(audiences, Set.of(), Set.of(), AudienceMode.EXCHANGE, false),
                settings.get(TENANT_CLAIM),
                settings.get(SCOPES_IGNORED));
    }

    /// The same with a secret that signs and verifies tokens of the server's own.
    public TokenConfig with(Secret secret) {
        var signing = new OwnKeyConfig(Optional.of(secret), Optional.empty(), Optional.empty());
        return new TokenConfig(environment, signing, provider, audiences, tenantClaim, scopes);
    }

    /// The secret that verifies tokens signed with HS256 by the owner of this deployment.
    public Optional<Secret> secret() {
        return own.secret();
    }

    private static Optional<Provider> provider(Settings settings, Environment environment) {
        return ProviderAddress.from(settings, environment)
                .map(address -> new Provider(
                        address.issuer(),
                        address.keys(),
                        settings.get(ALGORITHMS),
                        settings.get(AUDIENCE_CLAIM),
                        settings.find(ID_TOKEN_CLIENTS).orElse(Set.of())));
    }
}
