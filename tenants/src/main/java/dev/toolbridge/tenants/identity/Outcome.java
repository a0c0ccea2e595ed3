package dev.toolbridge.tenants.identity;

import java.time.Duration;

/// The outcome of a request to the identity provider.
///
/// @param <T> the value of a request that is done
public sealed interface Outcome<T> {

    /// It is so at the identity provider.
    record Done<T>(T value) implements Outcome<T> {}

    /// It will not be so, however often it is asked for.
    ///
    /// @param what the thing that was asked for
    /// @param why the reason, without personal data
    /// @param remedy the next step of a person
    record Refused<T>(String what, String why, String remedy) implements Outcome<T> {}

    /// It is not known to be so: the same request may be sent again, and is carried out once.
    ///
    /// @param why the reason, without personal data
    /// @param after the time to wait
    record Again<T>(String why, Duration after) implements Outcome<T> {}
}
