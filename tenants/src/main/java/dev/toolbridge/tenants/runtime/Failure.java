package dev.toolbridge.tenants.runtime;

import java.util.List;

/// The end of a program that was to run on.
///
/// @param ending the exit status or the signal, in words
/// @param lastLines the last lines of its output, 50 at most, with credentials masked
public record Failure(InstanceName name, String ending, List<String> lastLines) {

    /// The most lines that a failure quotes.
    public static final int LINES_MAX = 50;

    public Failure {
        lastLines = List.copyOf(lastLines);
    }
}
