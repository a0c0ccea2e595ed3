package dev.toolbridge.identity.state;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/// A person.
///
/// @param id made from the address, so that the same person is the same user after the data folder was emptied
/// @param createdAt RFC 3339
public record User(String id, String email, String name, String createdAt) {

    private static final int ID_LENGTH = 26;
    private static final int BASE = 32;

    public static User of(String email, String name, String createdAt) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        return new User(idOf(address), address, name.isBlank() ? address.replaceFirst("@.*", "") : name, createdAt);
    }

    /// The id of whoever has this address.
    public static String idOf(String email) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return "user_" + new BigInteger(1, hash).toString(BASE).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
