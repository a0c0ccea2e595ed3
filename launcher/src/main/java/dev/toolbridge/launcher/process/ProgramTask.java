package dev.toolbridge.launcher.process;

import java.nio.file.Path;
import java.util.Optional;

/// A program that runs to its end.
public record ProgramTask(String name, Command command, Path log) implements Task {

    @Override
    public void run() throws InterruptedException {
        var file = new LogFile(log);
        file.rotateIfLong(Optional.empty());
        long before = file.bytes();
        Process process = command.start(log);
        try {
            if (process.waitFor() != 0) {
                throw new LaunchFailure(file.sentenceSince(before).orElse(name + " failed") + " (see " + log + ")");
            }
        } finally {
            process.destroy();
        }
    }
}
