package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.InstanceAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Processes that belong to an instance by the mark in their environment, of any parent: programs that an
/// instance has started outlive a killed supervisord. Linux shows environments; elsewhere none is found.
final class Strays {
    private static final Path PROCESSES = Path.of("/proc");

    private Strays() {}

    /// The processes of all instances whose folders lie here, or of the one whose folder it is.
    static List<ProcessHandle> of(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> isMarked(process, folder))
                .toList();
    }

    static void kill(Path folder) {
        of(folder).forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isMarked(ProcessHandle process, Path folder) {
        String mark = InstanceAddresses.MARK + "=" + folder;
        for (String variable : environment(process).split("\0", -1)) {
            if (variable.equals(mark) || variable.startsWith(mark + "/")) {
                return true;
            }
        }
        return false;
    }

    private static String environment(ProcessHandle process) {
        try {
            Path file = PROCESSES.resolve(Long.toString(process.pid())).resolve("environ");
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}
