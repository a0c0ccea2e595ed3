package dev.toolbridge.token;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.token.signature.SignatureAlgorithm;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys of this package's settings.
final class TokenSettings {
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    static final Setting<Secret> SECRET = Setting.secret(
            "JWT_HS256_SECRET", "Verifies tokens signed with HS256; at least 32 bytes outside development.");
    static final Setting<Secret> RSA_KEY =
            Setting.secret("JWT_BACKEND_RS256_PRIVATE_KEY", "Signs backend tokens with RS256; PEM, PKCS#8 or PKCS#1.");
    static final Setting<String> RSA_KEY_ID =
            Setting.text("JWT_BACKEND_KEY_ID", "Key id of JWT_BACKEND_RS256_PRIVATE_KEY.");
    static final Setting<String> KEY_SET_FILE = Setting.text(
            "JWT_BACKEND_KEY_SET_FILE",
            "File with a JWK set (RFC 7517) of our own keys: the first private one that may sign does, all verify."
                    + " Read again when it changes.");
    static final Setting<String> ISSUER = Setting.text("JWT_ISSUER", "Exact issuer of the identity provider's tokens.");
    static final Setting<URI> KEYS = new Setting<>(
            "JWT_JWKS_URL",
            Optional.empty(),
            TokenSettings::parseAddress,
            false,
            "Where the identity provider publishes its keys.");
    static final Setting<String> AUTHKIT_DOMAIN = new Setting<>(
            "TOOLBRIDGE_AUTHKIT_DOMAIN",
            Optional.empty(),
            TokenSettings::parseDomain,
            false,
            "The AuthKit domain, such as `example.authkit.app`: without JWT_ISSUER and JWT_JWKS_URL it names both.");
    static final Setting<Set<String>> AUDIENCE =
            names("JWT_AUDIENCE", "Audiences of the API, separated by commas; tokens must name one of them.");
    static final Setting<Set<String>> MCP_AUDIENCE = names(
            "MCP_OAUTH_AUDIENCE", "Audiences of tokens that were issued for the MCP server, separated by commas.");
    static final Setting<AudienceMode> AUDIENCE_MODE = new Setting<>(
            "JWT_AUDIENCE_MODE",
            Optional.empty(),
            AudienceMode::parse,
            false,
            "`exchange`: tokens of the MCP server's audience can only be exchanged (default in production);"
                    + " `single`: they open the API too (default in development).");
    static final Setting<Boolean> ANY_AUDIENCE = Setting.flag(
            "JWT_ALLOW_ANY_AUDIENCE", "Takes the provider's tokens whatever their audience; refused in production.");
    static final Setting<Set<String>> EXCHANGE_AUDIENCES = names(
            "JWT_EXCHANGE_AUDIENCES",
            "Audiences that exchanged tokens may be for, separated by commas; each opens the API. Default:"
                    + " JWT_AUDIENCE.");
    static final Setting<AudienceClaim> AUDIENCE_CLAIM = setting(
            "JWT_AUDIENCE_CLAIM",
            "aud",
            AudienceClaim::parse,
            "The claim that must name one of the audiences: `aud`, or `client_id` or `azp` for a provider whose access"
                    + " tokens have none.");
    static final Setting<Set<SignatureAlgorithm>> ALGORITHMS = setting(
            "JWT_ALGORITHMS",
            "RS256",
            SignatureAlgorithm::parse,
            "Algorithms that the identity provider signs with, separated by commas: "
                    + SignatureAlgorithm.names(EnumSet.allOf(SignatureAlgorithm.class)) + ".");
    static final Setting<Set<String>> ID_TOKEN_CLIENTS = names(
            "JWT_ID_TOKEN_CLIENTS",
            "Client ids whose ID tokens open `GET /v1/auth/tenant`, and nothing else, separated by commas.");
    static final Setting<ScopeReading> SCOPES_IGNORED = setting(
            "SCOPES_IGNORED",
            "",
            ScopeReading::parse,
            "Scopes of the identity provider's own that narrow nothing, separated by commas, beside openid, profile,"
                    + " email and offline_access. Every other scope that is not known grants nothing.");
    static final Setting<String> TENANT_CLAIM =
            Setting.text("TENANT_CLAIM", "The claim that names the tenant.").or("org_id");

    static final List<Setting<?>> ALL = List.of(
            SECRET,
            RSA_KEY,
            RSA_KEY_ID,
            KEY_SET_FILE,
            ISSUER,
            KEYS,
            AUTHKIT_DOMAIN,
            AUDIENCE,
            MCP_AUDIENCE,
            AUDIENCE_MODE,
            ANY_AUDIENCE,
            EXCHANGE_AUDIENCES,
            AUDIENCE_CLAIM,
            ALGORITHMS,
            ID_TOKEN_CLIENTS,
            SCOPES_IGNORED,
            TENANT_CLAIM);

    private TokenSettings() {}

    private static <T> Setting<T> setting(String key, String fallback, Setting.Parser<T> parser, String meaning) {
        return new Setting<>(key, Optional.of(fallback), parser, false, meaning);
    }

    private static Setting<Set<String>> names(String key, String meaning) {
        return new Setting<>(key, Optional.empty(), TokenSettings::parseNames, false, meaning);
    }

    private static Set<String> parseNames(String text) {
        Set<String> names = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toUnmodifiableSet());
        if (names.isEmpty()) {
            throw new IllegalArgumentException("one name or several, with commas between them");
        }
        return names;
    }

    private static String parseDomain(String text) {
        String domain = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https://", "")
                .replaceFirst("/$", "");
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("the name of a host, such as example.authkit.app");
        }
        return domain;
    }

    private static URI parseAddress(String text) {
        var address = URI.create(text);
        if (address.getHost() == null || !Set.of("http", "https").contains(address.getScheme())) {
            throw new IllegalArgumentException("an http or https URL");
        }
        return address;
    }
}
