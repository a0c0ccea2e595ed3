package dev.toolbridge.launcher.run;

import java.util.Locale;

/// How one part of a workspace is.
///
/// @param ready whether it serves
/// @param version of its program; empty when it cannot be asked
/// @param address where it listens
/// @param pid its process; 0 when it is not ours, or has ended
/// @param problem what is wrong; empty when it is ready
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
