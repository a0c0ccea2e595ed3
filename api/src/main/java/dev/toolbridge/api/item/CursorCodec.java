package dev.toolbridge.api.item;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes cursors as clients hold them: `2|key|incarnation|epoch|seq|binding|mac`, base64url.
///
/// The binding is a digest of the question, so that a cursor answers no other; the code proves that we wrote it.
public final class CursorCodec {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String FORM = "2";
    private static final int PARTS = 7;
    private static final int DIGEST_BYTES = 12;
    private static final int LENGTH_MAX = 512;
    private static final Pattern OLD_STYLE = Pattern.compile("\\d{1,19}\\|[0-9a-fA-F-]{36}");

    private final SecretKeySpec key;
    private final String keyId;

    public CursorCodec(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.keyId = digest("cursor-key-id").substring(0, 8);
    }

    public String encode(Cursor cursor, String question) {
        var signed = String.join(
                "|",
                FORM,
                keyId,
                cursor.incarnation().toString(),
                Integer.toString(cursor.epoch()),
                Long.toString(cursor.seq()),
                digest(question));
        return base64(signed + "|" + digest(signed));
    }

    /// Reads a cursor; a cursor of the system that we replace is empty and means the beginning.
    ///
    /// @throws Refusal `invalid_cursor` for one we did not write or of another question, `resync_required` for a
    /// retired key
    public Optional<Cursor> decode(String text, String question) {
        String plain = plain(text);
        if (OLD_STYLE.matcher(plain).matches()) {
            return Optional.empty();
        }
        String[] parts = plain.split("\\|", -1);
        if (parts.length != PARTS || !parts[0].equals(FORM)) {
            throw invalid();
        }
        if (!parts[1].equals(keyId)) {
            throw Refusal.of(ErrorCode.RESYNC_REQUIRED, "resync_required");
        }
        var signed = plain.substring(0, plain.lastIndexOf('|'));
        if (!same(parts[6], digest(signed)) || !same(parts[5], digest(question))) {
            throw invalid();
        }
        return Optional.of(new Cursor(UUID.fromString(parts[2]), Integer.parseInt(parts[3]), Long.parseLong(parts[4])));
    }

    private static String plain(String text) {
        try {
            if (text.length() <= LENGTH_MAX) {
                return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        throw invalid();
    }

    private String digest(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(code, DIGEST_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal invalid() {
        return Refusal.of(ErrorCode.INVALID_CURSOR, "invalid cursor");
    }
}
