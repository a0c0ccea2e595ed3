package dev.toolbridge.service.sealed;

import dev.toolbridge.service.digest.Digest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Bytes that are sealed with AES-256-GCM (NIST SP 800-38D): a format byte, a random nonce, the text and its tag.
///
/// The place of the bytes is authenticated with them, so that no row opens in another's place.
public final class Envelope {
    public static final int KEY_BYTES = 32;
    private static final String KEY_ALGORITHM = "AES";

    private static final byte FORMAT = 1;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Envelope() {}

    /// A new key, at random.
    public static SecretKey newKey() {
        return key(random(KEY_BYTES));
    }

    /// The key that these bytes are.
    public static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, KEY_ALGORITHM);
    }

    /// Bytes that nobody can guess.
    public static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// Seals bytes for one place.
    public static byte[] seal(SecretKey key, byte[] open, List<String> place) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(open);
            return ByteBuffer.allocate(1 + nonce.length + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java does not seal with " + CIPHER, impossible);
        }
    }

    /// Opens bytes in their place.
    ///
    /// @throws SecretUnreadable if the key, the place or a byte is another
    public static byte[] open(SecretKey key, byte[] sealed, List<String> place) {
        if (sealed.length <= NONCE_BYTES || sealed[0] != FORMAT) {
            throw new SecretUnreadable("a sealed value has a format that this release does not know");
        }
        var bytes = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(rest);
        } catch (GeneralSecurityException refused) {
            throw new SecretUnreadable("a sealed value does not open: another key sealed it, or it was changed");
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, List<String> place)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {FORMAT});
        cipher.updateAAD(Digest.framed(place.toArray(String[]::new)));
        return cipher;
    }
}
