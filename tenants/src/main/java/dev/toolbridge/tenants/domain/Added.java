package dev.toolbridge.tenants.domain;

/// The end of a request for a domain.
sealed interface Added {

    record Made(Domain domain) implements Added {}

    /// The tenant has asked for it before.
    record Present(Domain domain) implements Added {}

    /// The tenant does not get it.
    sealed interface Not extends Added {}

    /// Another tenant has proven it.
    record Taken() implements Not {}

    /// The tenant has as many as it may have.
    record Full(long limit) implements Not {}

    /// The tenant leaves, or is gone.
    record NotAllowed(String status) implements Not {}
}
