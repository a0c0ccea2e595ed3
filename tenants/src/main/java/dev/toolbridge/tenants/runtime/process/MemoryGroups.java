package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.RuntimeCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The kernel's memory limit of each instance, by a control group, where this process may make those.
///
/// @param parent the group above those of instances; empty if there are none
/// @param limit the file that holds the limit in bytes
/// @param reason the way, or the reason why there are none
record MemoryGroups(Optional<Path> parent, String limit, String reason) {
    private static final String NAME = "toolbridge";
    private static final String MEMBERS = "cgroup.procs";
    private static final String CONTROLLERS = "cgroup.subtree_control";
    private static final String LIMIT_1 = "memory.limit_in_bytes";
    private static final String LIMIT_2 = "memory.max";
    private static final int MEGABYTE = 1024 * 1024;
    private static final Pattern KILLED = Pattern.compile("(?m)^oom_kill [1-9]");

    /// Makes the group if it is missing (a restart of the machine forgets it), and becomes the command in it.
    private static final String JOIN =
            "mkdir -p \"$1\" && echo \"$2\" >\"$1/$3\" && echo $$ >\"$1/" + MEMBERS + "\" && shift 3 && exec \"$@\"";

    /// Looks for a place where groups can be made: version 2, then version 1.
    static MemoryGroups at(Path mounted) {
        try {
            return Files.exists(mounted.resolve("cgroup.controllers"))
                    ? second(mounted)
                    : first(mounted.resolve("memory"));
        } catch (IOException denied) {
            return missing("control groups cannot be made below " + mounted);
        }
    }

    private static MemoryGroups second(Path mounted) throws IOException {
        Path parent = Files.createDirectories(mounted.resolve(NAME));
        for (Path group : List.of(mounted, parent)) {
            Files.writeString(group.resolve(CONTROLLERS), "+memory");
        }
        return usable(parent, LIMIT_2);
    }

    private static MemoryGroups first(Path mounted) throws IOException {
        return Files.exists(mounted.resolve(LIMIT_1))
                ? usable(Files.createDirectories(mounted.resolve(NAME)), LIMIT_1)
                : missing("this machine has no control groups for memory");
    }

    private static MemoryGroups usable(Path parent, String limit) throws IOException {
        Path trial = Files.createDirectories(parent.resolve("trial-" + UUID.randomUUID()));
        try {
            return Files.isWritable(trial.resolve(limit))
                    ? new MemoryGroups(Optional.of(parent), limit, "a control group of the kernel")
                    : missing("the memory of control groups cannot be limited here");
        } finally {
            Files.delete(trial);
        }
    }

    private static MemoryGroups missing(String reason) {
        return new MemoryGroups(Optional.empty(), "", reason);
    }

    /// The words before the command that put it into its group; they need the rights of this process.
    List<String> words(InstanceName name, int memoryMb) {
        return parent.map(above -> List.of(
                        "/bin/sh",
                        "-c",
                        JOIN,
                        "join",
                        above.resolve(name.toString()).toString(),
                        Long.toString((long) memoryMb * MEGABYTE),
                        limit))
                .orElse(List.of());
    }

    /// Removes the group of an instance that has ended; false while a process is in it.
    boolean isRemoved(InstanceName name) {
        try {
            if (parent.isPresent()) {
                Files.deleteIfExists(parent.get().resolve(name.toString()));
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// True if the kernel has killed a process of the instance for its memory.
    boolean isExceeded(InstanceName name) {
        return parent.map(above -> above.resolve(name.toString())).stream()
                .flatMap(group -> Stream.of(group.resolve("memory.events"), group.resolve("memory.oom_control")))
                .anyMatch(file -> KILLED.matcher(text(file)).find());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }

    RuntimeCondition condition() {
        return new RuntimeCondition(Capability.MEMORY_LIMITED, parent.isPresent(), reason);
    }
}
