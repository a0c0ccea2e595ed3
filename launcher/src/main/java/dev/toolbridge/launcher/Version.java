package dev.toolbridge.launcher;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version of this program, from its jar.
final class Version implements IVersionProvider {
    static final String TEXT = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    @Override
    public String[] getVersion() {
        return new String[] {"ToolBridge " + TEXT + " (Java " + Runtime.version() + ")"};
    }
}
