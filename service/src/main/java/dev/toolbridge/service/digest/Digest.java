package dev.toolbridge.service.digest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digests that every Java platform has.
public final class Digest {
    /// Digests that have read nothing: a copy of one is made faster than the platform finds its algorithm.
    private static final MessageDigest SHA_256 = algorithm("SHA-256");

    private static final MessageDigest SHA_1 = algorithm("SHA-1");

    private Digest() {}

    /// SHA-256 of texts, equal only when all of them are.
    public static byte[] of(String... texts) {
        return sha256(framed(texts));
    }

    /// SHA-256 of bytes, one part after the other.
    public static byte[] sha256(byte[]... parts) {
        return digest(sha256(), parts);
    }

    /// SHA-1, only for what a standard makes of it.
    public static byte[] sha1(byte[]... parts) {
        return digest(copy(SHA_1), parts);
    }

    /// SHA-256 that has read nothing yet.
    public static MessageDigest sha256() {
        return copy(SHA_256);
    }

    /// Texts as bytes, each with its length ahead, so that no text can pass for another: `5:notes4:read`.
    public static byte[] framed(String... texts) {
        var all = new ByteArrayOutputStream();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            all.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] digest(MessageDigest digest, byte[]... parts) {
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest copy(MessageDigest unused) {
        try {
            return (MessageDigest) unused.clone();
        } catch (CloneNotSupportedException otherProvider) {
            return algorithm(unused.getAlgorithm());
        }
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + name, impossible);
        }
    }
}
