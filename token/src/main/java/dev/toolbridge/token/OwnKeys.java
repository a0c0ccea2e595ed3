package dev.toolbridge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.token.signature.KeyRing;
import dev.toolbridge.token.signature.KeySetRules;
import dev.toolbridge.token.signature.KeySource;
import dev.toolbridge.token.signature.WatchedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of this deployment: one signs backend tokens, all of them verify.
///
/// Rotation with overlap is an edit of the key set's file: add the new key at the end, wait until every server has
/// read it, move it to the front, and take the old one out when the last token that it signed has expired.
public final class OwnKeys implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(OwnKeys.class);

    private final List<JWK> configured;
    private final Optional<WatchedFile> file;
    private final InstantSource clock;
    private volatile KeyRing ring;

    private OwnKeys(List<JWK> configured, Optional<WatchedFile> file, InstantSource clock) {
        this.configured = configured;
        this.file = file;
        this.clock = clock;
        this.ring = new KeyRing(List.of(), configured, 0);
    }

    public static OwnKeys from(TokenConfig config) {
        return from(config, InstantSource.system());
    }

    /// The same with a clock of the caller's.
    ///
    /// @throws SettingError if a key cannot be used
    public static OwnKeys from(TokenConfig config, InstantSource clock) {
        var keys = new OwnKeys(
                ConfiguredKeys.from(config), config.own().keySet().map(path -> new WatchedFile(path, clock)), clock);
        keys.file.ifPresent(keys::readFirst);
        return keys;
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(current().keys()));
    }

    @Override
    public long generation() {
        return current().generation();
    }

    boolean knows(String keyId) {
        return current().keys().stream().anyMatch(key -> keyId.equals(key.getKeyID()));
    }

    /// Tells if one of the keys can sign.
    public boolean canSign() {
        return current().signing().isPresent();
    }

    /// Signs a token with the first key that may.
    public String sign(BackendToken token) {
        JWK key = current().signing().orElseThrow(() -> new IllegalStateException("no key of our own signs"));
        try {
            return signed(token.claims(clock.instant()), key);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("a checked key does not sign", unusable);
        }
    }

    /// The public keys as a JWK set (RFC 7517, section 5), for those who verify our tokens.
    public String publishedKeySet() {
        List<JWK> asymmetric =
                current().keys().stream().filter(RSAKey.class::isInstance).toList();
        return new JWKSet(asymmetric).toString(true);
    }

    static String signed(JWTClaimsSet claims, JWK key) throws JOSEException {
        boolean rsa = key instanceof RSAKey;
        JWSSigner signer = rsa ? new RSASSASigner((RSAKey) key) : new MACSigner((OctetSequenceKey) key);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private void readFirst(WatchedFile watched) {
        try {
            ring = new KeyRing(KeySetRules.own(watched.changed().orElse("")).getKeys(), configured, 1);
        } catch (IOException | ParseException unusable) {
            throw new SettingError(
                    "JWT_BACKEND_KEY_SET_FILE names a file that is not a usable JWK set: " + watched.path()
                            + "; each key needs a \"kid\" of its own, and 2048 bits of RSA or 32 secret bytes");
        }
    }

    private KeyRing current() {
        file.ifPresent(this::readAgain);
        return ring;
    }

    /// A missing or broken file changes nothing: the previous keys are better than none.
    private void readAgain(WatchedFile watched) {
        try {
            watched.changed().ifPresent(this::replace);
        } catch (IOException unreadable) {
            LOG.atError().addKeyValue("file", watched.path()).log("key set cannot be read; the old keys stay");
        }
    }

    private synchronized void replace(String json) {
        try {
            ring = new KeyRing(KeySetRules.own(json).getKeys(), configured, ring.generation() + 1);
            LOG.atInfo().addKeyValue("keys", ring.keys().size()).log("key set was read again");
        } catch (ParseException unusable) {
            LOG.atError().log("key set is not usable; the old keys stay");
        }
    }

    /// Bytes of a secret as HMAC keys need them: a short one is filled with zeros, which is the same key (RFC 2104).
    static OctetSequenceKey secretKey(String secret, String keyId) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] key = bytes.length < TokenVerifiers.SECRET_BYTES_MIN
                ? java.util.Arrays.copyOf(bytes, TokenVerifiers.SECRET_BYTES_MIN)
                : bytes;
        return new OctetSequenceKey.Builder(key)
                .keyID(keyId)
                .algorithm(JWSAlgorithm.HS256)
                .build();
    }
}
