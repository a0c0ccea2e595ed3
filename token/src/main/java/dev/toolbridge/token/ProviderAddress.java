package dev.toolbridge.token;

import static dev.toolbridge.token.TokenSettings.AUTHKIT_DOMAIN;
import static dev.toolbridge.token.TokenSettings.ISSUER;
import static dev.toolbridge.token.TokenSettings.KEYS;

import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// The exact issuer of the identity provider's tokens, and the address of its keys. A domain of AuthKit names both.
record ProviderAddress(String issuer, URI keys) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static Optional<ProviderAddress> from(Settings settings, Environment environment) {
        Optional<ProviderAddress> address =
                explicit(settings).or(() -> settings.find(AUTHKIT_DOMAIN).map(ProviderAddress::ofAuthKit));
        address.ifPresent(found -> {
            found.requireForeign();
            found.requireSafe(environment);
            settings.find(AUTHKIT_DOMAIN).ifPresent(found::requireOf);
        });
        return address;
    }

    private static Optional<ProviderAddress> explicit(Settings settings) {
        var issuer = settings.find(ISSUER);
        var keys = settings.find(KEYS);
        if (issuer.isPresent() != keys.isPresent()) {
            throw new SettingError("JWT_ISSUER and JWT_JWKS_URL must be set together: the provider's metadata at"
                    + " /.well-known/openid-configuration has both, as issuer and jwks_uri");
        }
        return issuer.map(name -> new ProviderAddress(name, keys.orElseThrow()));
    }

    private static ProviderAddress ofAuthKit(String domain) {
        return new ProviderAddress("https://" + domain, URI.create("https://" + domain + "/oauth2/jwks"));
    }

    /// The domain may be another name of an issuer that is set, never another issuer.
    private void requireOf(String domain) {
        if (!issuer.equals(ofAuthKit(domain).issuer())) {
            throw new SettingError("TOOLBRIDGE_AUTHKIT_DOMAIN is " + domain + ", but JWT_ISSUER is " + issuer
                    + ": they must name the same identity provider");
        }
    }

    private void requireForeign() {
        if (issuer.equals(TokenVerifiers.OWN_ISSUER)) {
            throw new SettingError("JWT_ISSUER is " + TokenVerifiers.OWN_ISSUER
                    + ", the issuer of this deployment's own tokens; it must name the identity provider");
        }
    }

    /// Keys that are fetched without TLS could come from an attacker.
    private void requireSafe(Environment environment) {
        boolean clear = !keys.getScheme().equals("https");
        if (clear && environment.isProduction() && !LOOPBACK.contains(keys.getHost())) {
            throw new SettingError("JWT_JWKS_URL must use https in production, or be an address of this machine");
        }
    }
}
