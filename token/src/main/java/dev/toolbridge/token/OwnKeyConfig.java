package dev.toolbridge.token;

import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The sources of the keys of this deployment's own tokens.
///
/// @param secret key for HS256
/// @param rsaKey key for RS256; when there is one, production takes no token signed with the secret
/// @param keySet file with more keys, for rotation with overlap
public record OwnKeyConfig(Optional<Secret> secret, Optional<RsaKey> rsaKey, Optional<Path> keySet) {

    /// A private key in PEM form and its id.
    public record RsaKey(String id, Secret pem) {}

    /// No keys: the server signs nothing, and verifies none of our own tokens.
    static final OwnKeyConfig NONE = new OwnKeyConfig(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int SECRET_BYTES_MIN = 32;
    private static final String WAY_ON = ": make one with `openssl rand -base64 48`";

    /// The secrets in example configurations.
    private static final List<String> PLACEHOLDERS = List.of(
            "changeme", "change-me", "change_me", "change-in-production", "change-this", "dev-secret", "your-secret");

    static OwnKeyConfig from(Settings settings, Environment environment) {
        var secret = settings.find(TokenSettings.SECRET);
        if (environment.isProduction()) {
            secret.ifPresent(OwnKeyConfig::requireStrong);
        }
        return new OwnKeyConfig(
                secret,
                rsaKey(settings),
                settings.find(TokenSettings.KEY_SET_FILE).map(Path::of));
    }

    boolean isEmpty() {
        return secret.isEmpty() && rsaKey.isEmpty() && keySet.isEmpty();
    }

    private static Optional<RsaKey> rsaKey(Settings settings) {
        var pem = settings.find(TokenSettings.RSA_KEY);
        var id = settings.find(TokenSettings.RSA_KEY_ID);
        if (pem.isPresent() != id.isPresent()) {
            throw new SettingError("JWT_BACKEND_RS256_PRIVATE_KEY and JWT_BACKEND_KEY_ID must be set together");
        }
        return pem.map(key -> new RsaKey(id.orElseThrow(), key));
    }

    private static void requireStrong(Secret secret) {
        if (secret.reveal().getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new SettingError("JWT_HS256_SECRET is shorter than " + SECRET_BYTES_MIN + " bytes" + WAY_ON);
        }
        var lower = secret.reveal().toLowerCase(Locale.ROOT);
        if (PLACEHOLDERS.stream().anyMatch(lower::contains)) {
            throw new SettingError("JWT_HS256_SECRET is a placeholder that anybody can guess" + WAY_ON);
        }
    }
}
