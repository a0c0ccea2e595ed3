package dev.toolbridge.api.journal;

/// A place in the past of a space.
public sealed interface Moment {

    /// After the change with this number.
    record Change(long seq) implements Moment {}

    /// At this time, in milliseconds since 1970 UTC; a change within that millisecond has happened.
    record Time(long epochMs) implements Moment {}
}
