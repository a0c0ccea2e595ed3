package dev.toolbridge.service.token;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which tokens a server takes.
///
/// @param secret verifies tokens signed with HS256 by the owner of this deployment
/// @param provider verifies tokens of the identity provider
/// @param audiences the audiences that tokens of the identity provider must name
/// @param tenantClaim the claim that names the tenant
public record TokenConfig(
        Optional<Secret> secret, Optional<Provider> provider, Set<String> audiences, String tenantClaim) {

    /// The identity provider: its exact issuer and where its keys are.
    public record Provider(String issuer, URI keys) {}

    private static final int SECRET_BYTES_MIN = 32;

    private static final Setting<Secret> SECRET =
            Setting.secret("JWT_HS256_SECRET", "Verifies tokens signed with HS256; at least 32 bytes.");
    private static final Setting<String> ISSUER =
            Setting.text("JWT_ISSUER", "Exact issuer of the identity provider's tokens.");
    private static final Setting<String> KEYS =
            Setting.text("JWT_JWKS_URL", "Where the identity provider publishes its keys.");
    private static final Setting<String> AUDIENCE =
            Setting.text("JWT_AUDIENCE", "Audience that the identity provider's tokens must name.");
    private static final Setting<String> MCP_AUDIENCE =
            Setting.text("MCP_OAUTH_AUDIENCE", "Audience of tokens that were issued for the MCP server.");
    private static final Setting<String> TENANT_CLAIM =
            Setting.text("TENANT_CLAIM", "The claim that names the tenant.").or("org_id");

    public static final List<Setting<?>> SETTINGS = List.of(SECRET, ISSUER, KEYS, AUDIENCE, MCP_AUDIENCE, TENANT_CLAIM);

    public TokenConfig {
        audiences = Set.copyOf(audiences);
    }

    public static TokenConfig from(Settings settings) {
        var secret = settings.find(SECRET);
        var provider = provider(settings);
        var audiences = Stream.of(settings.find(AUDIENCE), settings.find(MCP_AUDIENCE))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        secret.ifPresent(TokenConfig::checkLength);
        if (secret.isEmpty() && provider.isEmpty()) {
            throw new SettingError("JWT_HS256_SECRET, or JWT_ISSUER and JWT_JWKS_URL, must be set: without them"
                    + " no token can be verified");
        }
        if (provider.isPresent() && audiences.isEmpty()) {
            throw new SettingError(
                    "JWT_AUDIENCE must be set: a token meant for another service must not open this one");
        }
        return new TokenConfig(secret, provider, audiences, settings.get(TENANT_CLAIM));
    }

    private static Optional<Provider> provider(Settings settings) {
        var issuer = settings.find(ISSUER);
        var keys = settings.find(KEYS);
        if (issuer.isPresent() != keys.isPresent()) {
            throw new SettingError("JWT_ISSUER and JWT_JWKS_URL must be set together");
        }
        return issuer.map(name -> new Provider(name, URI.create(keys.orElseThrow())));
    }

    private static void checkLength(Secret secret) {
        if (secret.reveal().getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new SettingError("JWT_HS256_SECRET is shorter than " + SECRET_BYTES_MIN + " bytes");
        }
    }
}
