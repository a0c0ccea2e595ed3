package dev.toolbridge.service.signed;

import dev.toolbridge.service.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Writes and reads signed values of one purpose: `form|key|part|…|mac`, base64url.
public final class Seal {
    private static final int DIGEST_BYTES = 12;
    private static final int LENGTH_MAX = 8_192;
    private static final int FRAME_PARTS = 3;

    private final String form;
    private final List<SigningKey> keys;

    /// The first key signs; all of them are known.
    Seal(String form, List<SigningKey> keys) {
        this.form = form;
        this.keys = List.copyOf(keys);
    }

    /// The kinds of text that may come.
    public sealed interface Opened {

        /// Ours, and signed with the present key or with a retired one.
        record Genuine(List<String> parts, boolean retired) implements Opened {

            public Genuine {
                parts = List.copyOf(parts);
            }
        }

        /// Of our form, but signed with a key that is not known here.
        record UnknownKey() implements Opened {}

        /// Not ours, or changed.
        record Foreign() implements Opened {}
    }

    /// Signs parts; a part that holds a `|` is read as two.
    public String close(String... parts) {
        SigningKey key = keys.getFirst();
        var signed = form + "|" + key.id() + "|" + String.join("|", parts);
        return encoded(signed + "|" + mac(key, signed));
    }

    /// Opens what was closed here; in another spelling (padding, stray bits at its end) it was changed.
    public Opened open(String text) {
        return plain(text)
                .filter(plain -> encoded(plain).equals(text))
                .map(this::opened)
                .orElseGet(Opened.Foreign::new);
    }

    private static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(plain));
    }

    /// The text behind the base64, genuine or not.
    public static Optional<String> plain(String text) {
        try {
            return text.length() > LENGTH_MAX
                    ? Optional.empty()
                    : Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// A short digest of a text, to bind a value to it without writing it out.
    public static String digest(String text) {
        return HexFormat.of().formatHex(Arrays.copyOf(Digest.sha256(bytes(text)), DIGEST_BYTES));
    }

    private Opened opened(String plain) {
        List<String> parts = List.of(plain.split("\\|", -1));
        if (parts.size() < FRAME_PARTS || !parts.getFirst().equals(form)) {
            return new Opened.Foreign();
        }
        Optional<SigningKey> key =
                keys.stream().filter(one -> one.id().equals(parts.get(1))).findFirst();
        if (key.isEmpty()) {
            return new Opened.UnknownKey();
        }
        var signed = plain.substring(0, plain.lastIndexOf('|'));
        boolean genuine = MessageDigest.isEqual(bytes(parts.getLast()), bytes(mac(key.get(), signed)));
        return genuine
                ? new Opened.Genuine(
                        parts.subList(2, parts.size() - 1),
                        !key.get().id().equals(keys.getFirst().id()))
                : new Opened.Foreign();
    }

    private static String mac(SigningKey key, String signed) {
        return HexFormat.of().formatHex(Arrays.copyOf(key.code(signed), DIGEST_BYTES));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
