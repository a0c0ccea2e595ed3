package dev.toolbridge.mcp.tool;

/// The part of the workspace that an address shows. A tool over several types keeps within it, because a filter
/// of tools also protects data.
@FunctionalInterface
public interface Narrowing {
    /// Tells if the address leaves that tool of the subject usable.
    boolean admits(String subject, String tool);
}
