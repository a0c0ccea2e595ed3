package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.bundle.Bundle;
import dev.toolbridge.launcher.run.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Writes the bundle for clients that install servers from a file.
@Command(
        name = "bundle",
        description = "Writes an .mcpb file, which clients such as Claude Desktop install: it asks for the address and"
                + " the token of the workspace, and needs no other program.")
final class BundleCommand implements Runnable {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "toolbridge.mcpb",
            description = "The file (default: toolbridge.mcpb).")
    private Path file;

    @Override
    public void run() {
        new Bundle(VersionLine.NUMBER).write(file);
        Terminal.say("Wrote " + file.toAbsolutePath() + ": open it with the client");
    }
}
