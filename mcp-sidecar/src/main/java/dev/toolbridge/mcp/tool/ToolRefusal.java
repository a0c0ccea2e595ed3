package dev.toolbridge.mcp.tool;

/// A tool call that is not carried out. The text says what was wrong, what was expected, and what to do next; it is
/// the tool's result, for the assistant to act on.
final class ToolRefusal extends RuntimeException {

    ToolRefusal(String text) {
        super(text, null, false, false);
    }
}
