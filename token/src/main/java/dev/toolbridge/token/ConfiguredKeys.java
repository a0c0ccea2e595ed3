package dev.toolbridge.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.token.signature.KeySetRules;
import dev.toolbridge.token.signature.PrivateKeyPem;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;

/// The keys of our own that settings give directly, the one that signs first.
final class ConfiguredKeys {

    private ConfiguredKeys() {}

    /// With an RSA key, production accepts no token that was signed with the secret: every server that knows a shared
    /// secret could sign for any user.
    static List<JWK> from(TokenConfig config) {
        var keys = new ArrayList<JWK>();
        config.own().rsaKey().map(ConfiguredKeys::rsaKey).ifPresent(keys::add);
        if (keys.isEmpty() || !config.environment().isProduction()) {
            config.secret()
                    .map(secret -> OwnKeys.secretKey(secret.reveal(), TokenVerifiers.SECRET_KEY_ID))
                    .ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    private static JWK rsaKey(OwnKeyConfig.RsaKey named) {
        try {
            RSAPrivateCrtKey secret = PrivateKeyPem.parse(named.pem().reveal());
            var shown = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
            var key = new RSAKey.Builder(
                            (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(shown))
                    .privateKey(secret)
                    .keyID(named.id())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .build();
            if (!KeySetRules.strong(key)) {
                throw new SettingError("JWT_BACKEND_RS256_PRIVATE_KEY has fewer than 2048 bits: make a new one with"
                        + " `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072`");
            }
            return key;
        } catch (GeneralSecurityException unreadable) {
            throw new SettingError("JWT_BACKEND_RS256_PRIVATE_KEY is not an RSA private key in PEM form, expected"
                    + " \"-----BEGIN PRIVATE KEY-----\", unencrypted");
        }
    }
}
