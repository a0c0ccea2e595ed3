package dev.toolbridge.launcher.command;

import dev.toolbridge.service.program.Version;
import picocli.CommandLine.IVersionProvider;

/// The version of this program, as `--version` prints it.
final class VersionLine implements IVersionProvider {
    static final String NUMBER = Version.of(VersionLine.class);

    @Override
    public String[] getVersion() {
        return new String[] {"ToolBridge " + NUMBER + " (Java " + Runtime.version() + ")"};
    }
}
