package dev.toolbridge.tenants.members;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A tenant's key as it is stored: its hash, and the organisation that it opens.
///
/// @param hash SHA-256 of the key, in hexadecimal
public record MemberKey(String hash, String organization) {
    /// The length of a key, in characters, at least.
    public static final int LENGTH_MIN = 32;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public MemberKey {
        if (!HASH.matcher(hash).matches() || !ORGANIZATION.matcher(organization).matches()) {
            throw new IllegalArgumentException("the SHA-256 of a key in hexadecimal, and the id of an organisation");
        }
    }

    /// The stored form of a key.
    public static MemberKey of(Secret key, String organization) {
        if (key.reveal().length() < LENGTH_MIN) {
            throw new IllegalArgumentException("a key has " + LENGTH_MIN + " characters at least");
        }
        return new MemberKey(HexFormat.of().formatHex(digest(key.reveal())), organization);
    }

    static byte[] digest(String key) {
        return Digest.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
