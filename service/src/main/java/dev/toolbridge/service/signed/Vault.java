package dev.toolbridge.service.signed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts values of one purpose (AES-256-GCM), each bound to the name of its owner: with the value of another owner
/// in its place, it does not open.
public final class Vault {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SigningKey> keys;

    /// The first key encrypts; all of them decrypt.
    Vault(List<SigningKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /// Encrypts a text; the owner's secret, which is not stored beside it, is a part of the key.
    ///
    /// @param owner a secret of who may open it
    public byte[] close(String owner, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), owner, nonce)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The text that was closed for this owner; empty if it was not, or was changed.
    public Optional<String> open(String owner, byte[] closed) {
        return keys.stream().flatMap(key -> opened(key, owner, closed).stream()).findFirst();
    }

    private static Optional<String> opened(SigningKey key, String owner, byte[] closed) {
        if (closed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(closed, NONCE_BYTES);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, owner, nonce)
                    .doFinal(closed, NONCE_BYTES, closed.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SigningKey key, String owner, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key.code(owner), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
