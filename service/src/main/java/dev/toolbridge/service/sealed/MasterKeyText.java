package dev.toolbridge.service.sealed;

import dev.toolbridge.service.digest.Digest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The text of master keys, one in each line as base64: the first line seals, all of them open. The id of a key is part
/// of its digest, so that lines may change their places.
public final class MasterKeyText {
    /// The number of keys at most: one that seals, and those that are being replaced.
    public static final int KEYS_MAX = 16;

    private static final int ID_BYTES = 8;
    private static final String EXPECTED = "1 to " + KEYS_MAX + " different lines of " + Envelope.KEY_BYTES
            + " bytes as base64: make one with `openssl rand -base64 32`";

    private MasterKeyText() {}

    /// Reads all lines.
    ///
    /// @throws IllegalArgumentException saying what is expected
    public static MasterKeys read(String text) {
        List<MasterKey> keys = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(MasterKeyText::key)
                .toList();
        long different = keys.stream().map(MasterKey::id).distinct().count();
        if (keys.isEmpty() || keys.size() > KEYS_MAX || different < keys.size()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new MasterKeys(keys);
    }

    private static MasterKey key(String line) {
        byte[] bytes = decoded(line);
        if (bytes.length != Envelope.KEY_BYTES) {
            throw new IllegalArgumentException(EXPECTED);
        }
        byte[] digest = Digest.sha256(Digest.framed("master key"), bytes);
        return new MasterKey(HexFormat.of().formatHex(digest, 0, ID_BYTES), Envelope.key(bytes));
    }

    private static byte[] decoded(String line) {
        try {
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(EXPECTED, notBase64);
        }
    }
}
