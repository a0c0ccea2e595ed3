package dev.toolbridge.tenants.runtime;

import java.util.List;

/// Some lines of an instance's output.
///
/// @param next the position behind them
/// @param isAfterGap true if output between the given position and these lines is no longer kept
public record OutputPage(List<String> lines, OutputCursor next, boolean isAfterGap) {

    public OutputPage {
        lines = List.copyOf(lines);
    }
}
