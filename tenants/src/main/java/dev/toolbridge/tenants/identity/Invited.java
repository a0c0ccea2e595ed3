package dev.toolbridge.tenants.identity;

/// The state of a person who was to be invited.
public sealed interface Invited {

    /// The invitation waits for the person.
    record Waiting(String invitation) implements Invited {}

    /// The person is a member already, and no invitation was sent.
    record Member() implements Invited {}
}
