package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A program to run.
///
/// @param line its command line, which everybody on the machine can read: it holds no secret
/// @param environment its whole environment
public record Command(List<String> line, Map<String, String> environment) {

    /// Ctrl-C at the terminal reaches every process there: these ignore it, and are stopped in order.
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /// The same command with one more variable.
    Command with(String key, String value) {
        var more = new HashMap<>(environment);
        more.put(key, value);
        return new Command(line, more);
    }

    /// Starts the program and appends its output to a file.
    public Process start(Path log) {
        var words = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        words.addAll(line);
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            return builder.start();
        } catch (IOException failed) {
            throw new LaunchFailure(line.getFirst() + " cannot be started", failed);
        }
    }
}
