package dev.toolbridge.identity.state;

import dev.toolbridge.token.login.LoginName;

/// A person.
///
/// @param id the login name: the same name is the same user, also after the data folder was
///     emptied, and in tokens that were made without asking here
/// @param createdAt RFC 3339
public record User(String id, String email, String name, String createdAt) {

    /// The person who logs in with a name or an e-mail address.
    static User of(LoginName login, String name, String createdAt) {
        String id = login.id();
        String email = id.contains("@") ? id : id.replace(' ', '.') + "@localhost";
        return new User(id, email, name.isBlank() ? id.replaceFirst("@.*", "") : name, createdAt);
    }
}
