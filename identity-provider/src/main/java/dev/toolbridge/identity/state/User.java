package dev.toolbridge.identity.state;

import java.util.Locale;

/// A person.
///
/// @param id the name that they log in with: whoever uses it again is the same user, also after the data folder was
///     emptied, and in tokens that were made without asking here
/// @param createdAt RFC 3339
public record User(String id, String email, String name, String createdAt) {

    /// The person who logs in with a name or an e-mail address.
    public static User of(String login, String name, String createdAt) {
        String id = idOf(login);
        String email = id.contains("@") ? id : id + "@localhost";
        return new User(id, email, name.isBlank() ? id.replaceFirst("@.*", "") : name, createdAt);
    }

    /// The id of whoever logs in with this name.
    public static String idOf(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
