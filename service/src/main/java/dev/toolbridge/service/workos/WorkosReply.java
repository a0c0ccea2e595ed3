package dev.toolbridge.service.workos;

import java.time.Duration;

/// The outcome of a call of WorkOS.
///
/// @param <T> the value that a call gives
public sealed interface WorkosReply<T> {

    /// WorkOS did what was asked.
    record Answered<T>(T value) implements WorkosReply<T> {}

    /// WorkOS did not do it, and will not when asked again.
    ///
    /// @param code WorkOS's own name of the reason, empty for none
    record Refused<T>(int status, String code) implements WorkosReply<T> {}

    /// WorkOS did not do it, as we ask too often.
    ///
    /// @param retryAfter the time to wait
    record Limited<T>(Duration retryAfter) implements WorkosReply<T> {}

    /// WorkOS may have done it or not, or may do it yet: no answer came, or one that means nothing.
    record Unclear<T>() implements WorkosReply<T> {}
}
