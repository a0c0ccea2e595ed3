package dev.toolbridge.launcher.command;

import dev.toolbridge.connect.client.Client;
import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.client.Connection;
import dev.toolbridge.connect.client.Connections;
import dev.toolbridge.connect.client.SettingsFile;
import dev.toolbridge.launcher.process.LaunchFailure;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// The choice of a settings file, and of the server's name in it.
final class ClientOption {
    /// Some clients join the names of server and tool, and allow few characters.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");

    @Option(names = "--project", description = "The settings of the project in the current folder.")
    private boolean isForProject;

    @Option(names = "--user", description = "The settings of this user.")
    private boolean isForUser;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "toolbridge",
            description = "Name of the server in the settings (default: toolbridge).")
    private String name;

    @Option(names = "--dry-run", description = "Shows the change, and writes nothing.")
    private boolean isTrial;

    boolean isTrial() {
        return isTrial;
    }

    String name() {
        if (!NAME.matcher(name).matches()) {
            throw new LaunchFailure("--name must be 1 to 32 letters, digits, - or _, and begin with a letter");
        }
        return name;
    }

    Connection connection(String client) {
        if (isForProject && isForUser) {
            throw new LaunchFailure("--project and --user name two files: choose one");
        }
        ClientMachine machine = ClientMachine.ofThis();
        Client known = Client.named(client);
        Path file = isForProject
                ? known.projectFile(machine)
                : isForUser ? known.userFile(machine) : known.usualFile(machine);
        return new Connection(known, new SettingsFile(file), name(), Connections.usual(machine));
    }
}
