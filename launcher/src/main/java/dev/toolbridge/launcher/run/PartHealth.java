package dev.toolbridge.launcher.run;

import java.util.Locale;

/// The health of one part of a workspace.
///
/// @param ready true if the part serves
/// @param version the version of its program; empty if it gives no answer
/// @param address the address at which it listens
/// @param pid the number of its process; 0 when the process is not ours, or has ended
/// @param problem the problem; empty when the part is ready
public record PartHealth(String name, boolean ready, String version, String address, long pid, String problem) {

    public String line() {
        return String.format(
                Locale.ROOT,
                "  %-10s %-9s %-10s %s%s",
                name,
                ready ? "ready" : "not ready",
                version,
                address,
                problem.isEmpty() ? "" : "  (" + problem + ")");
    }
}
