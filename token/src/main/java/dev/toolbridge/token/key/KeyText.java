package dev.toolbridge.token.key;

import dev.toolbridge.service.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The text of a key: the prefix of its kind, 32 random letters and digits (190 bits), and a checksum of six
/// characters, so that a mistyped or invented key is recognised without a look-up.
///
/// A slow hash would protect secrets that can be guessed; these cannot.
public record KeyText(String text) {
    private static final Pattern BEHIND_PREFIX = Pattern.compile("[0-9A-Za-z]{38}");
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int HINT_LENGTH = 13;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// The key, if it is of one of these kinds, and its form and checksum are right.
    public static Optional<KeyText> parse(String credential, Set<KeyKind> kinds) {
        boolean hasForm = kinds.stream()
                .map(KeyKind::prefix)
                .anyMatch(prefix -> credential.startsWith(prefix)
                        && BEHIND_PREFIX
                                .matcher(credential.substring(prefix.length()))
                                .matches());
        return hasForm && isWhole(credential) ? Optional.of(new KeyText(credential)) : Optional.empty();
    }

    private static boolean isWhole(String credential) {
        int end = credential.length() - CHECKSUM_LENGTH;
        return checksum(credential.substring(0, end)).equals(credential.substring(end));
    }

    /// A new random key.
    public static KeyText random(KeyKind kind) {
        var text = new StringBuilder(kind.prefix());
        for (int letter = 0; letter < RANDOM_LENGTH; letter++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new KeyText(text + checksum(text.toString()));
    }

    /// The hash that is stored of the key.
    public byte[] hash() {
        return Digest.sha256(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// The beginning of the key, by which people tell their keys apart.
    public String hint() {
        return text.substring(0, HINT_LENGTH);
    }

    @Override
    public String toString() {
        return hint() + "…";
    }

    private static String checksum(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        long rest = sum.getValue();
        var letters = new StringBuilder();
        for (int letter = 0; letter < CHECKSUM_LENGTH; letter++) {
            letters.insert(0, LETTERS.charAt((int) (rest % LETTERS.length())));
            rest /= LETTERS.length();
        }
        return letters.toString();
    }
}
