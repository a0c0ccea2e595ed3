package dev.toolbridge.api.write;

import dev.toolbridge.service.error.Refusal;

/// The result of a request's work.
///
/// @param <R> the value of finished work
public sealed interface Result<R> {

    /// The work is done now.
    record Done<R>(R value) implements Result<R> {}

    /// The work was done before: the value is that of the first request.
    record Replayed<R>(R value) implements Result<R> {}

    /// The work was done before, by a release that stored the answer instead of the result.
    record Answered<R>(byte[] answer) implements Result<R> {}

    /// Nothing of the work is done.
    record Refused<R>(Refusal refusal) implements Result<R> {}
}
