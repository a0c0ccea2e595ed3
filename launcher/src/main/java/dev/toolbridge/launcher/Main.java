package dev.toolbridge.launcher;

import dev.toolbridge.launcher.command.ToolbridgeCommand;
import dev.toolbridge.launcher.program.Checkout;
import java.nio.file.Path;

/// The program behind the script `toolbridge`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // The log's library tells nobody of its own start.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var checkout =
                new Checkout(Path.of(System.getProperty("toolbridge.home", "")).toAbsolutePath());
        System.exit(ToolbridgeCommand.run(checkout, arguments));
    }
}
