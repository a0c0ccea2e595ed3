package dev.toolbridge.api.signed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secrets that sign what clients hold for us: the one that signs, and former ones whose work is still known.
///
/// Each purpose signs with a key of its own, so that a value made for one is never taken for another.
public final class SigningKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 4;

    private final List<byte[]> secrets;

    public SigningKeys(byte[] current, List<byte[]> retired) {
        this.secrets = Stream.concat(Stream.of(current), retired.stream())
                .map(byte[]::clone)
                .toList();
    }

    /// Keys without a past.
    public static SigningKeys of(byte[] current) {
        return new SigningKeys(current, List.of());
    }

    /// What seals values for one purpose; the form is the first part of each.
    public Seal seal(String purpose, String form) {
        return new Seal(form, secrets.stream().map(secret -> key(secret, purpose)).toList());
    }

    private static Key key(byte[] secret, String purpose) {
        byte[] own = code(secret, "toolbridge " + purpose);
        return new Key(HexFormat.of().formatHex(Arrays.copyOf(code(own, "id"), ID_BYTES)), own);
    }

    /// A secret for one purpose, and the name that values carry of it.
    record Key(String id, byte[] secret) {

        byte[] code(String text) {
            return SigningKeys.code(secret, text);
        }

        static Optional<Key> named(List<Key> keys, String id) {
            return keys.stream().filter(key -> key.id().equals(id)).findFirst();
        }
    }

    private static byte[] code(byte[] secret, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
