package dev.toolbridge.api.proposal;

/// A decision about one hunk.
public sealed interface Mark {

    /// The hunk is done as proposed.
    record Accepted() implements Mark {}

    /// The hunk is left out.
    record Rejected() implements Mark {}

    /// Another text takes the place of the proposed one.
    record Revised(String text) implements Mark {}
}
