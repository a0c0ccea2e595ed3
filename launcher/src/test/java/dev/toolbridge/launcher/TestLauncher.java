package dev.toolbridge.launcher;

import dev.toolbridge.launcher.command.ToolbridgeCommand;

/// The launcher as a program, with [TestInstallation].
public final class TestLauncher {

    private TestLauncher() {}

    public static void main(String[] arguments) {
        System.exit(ToolbridgeCommand.run(new TestInstallation(), arguments));
    }
}
