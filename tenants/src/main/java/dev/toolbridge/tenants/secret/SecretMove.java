package dev.toolbridge.tenants.secret;

/// The outcome of a change of a version.
public sealed interface SecretMove {

    /// The version is in the state that was asked for, now or already before.
    record Done(SecretVersion version) implements SecretMove {}

    /// The version cannot get there.
    ///
    /// @param why a sentence for a person
    record Illegal(String why) implements SecretMove {}
}
