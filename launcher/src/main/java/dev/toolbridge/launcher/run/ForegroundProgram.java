package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program that runs once, and reports its result at the terminal itself.
public record ForegroundProgram(Installation installation, Program program) {

    /// Runs the program to its end.
    ///
    /// @return its exit status
    public int run(Map<String, String> settings, List<String> arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(installation.commandLine(program));
        line.addAll(arguments);
        var builder = new ProcessBuilder(line).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(ProgramSettings.environment(settings));
        return builder.start().waitFor();
    }
}
