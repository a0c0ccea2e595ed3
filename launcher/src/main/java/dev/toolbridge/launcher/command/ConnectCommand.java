package dev.toolbridge.launcher.command;

import dev.toolbridge.connect.client.Client;
import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.client.Connection;
import dev.toolbridge.connect.client.Connections;
import dev.toolbridge.connect.client.ServerEntry;
import dev.toolbridge.connect.client.ServerEntry.TokenPlace;
import dev.toolbridge.connect.client.SettingsDifference;
import dev.toolbridge.connect.client.SettingsFile;
import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.run.Terminal;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Enters the MCP server into the settings of a client.
@Command(
        name = "connect",
        description = {
            "Enters the MCP server into the settings of a client, and leaves all else in them as it is.",
            "The clients: claude-desktop, claude-code, vscode, cursor, windsurf, codex, zed, gemini. A file that cannot"
                    + " be read is left alone; then the lines to enter by hand are printed (status 3)."
        })
final class ConnectCommand implements Callable<Integer> {
    private static final int EXIT_BY_HAND = 3;

    @Mixin
    private ClientOption choice;

    @Mixin
    private EntryOption entry;

    @Parameters(arity = "0..1", paramLabel = "CLIENT", description = "The client.")
    private String client;

    @Option(names = "--list", description = "Shows the clients of this machine, and which know the server.")
    private boolean isList;

    @Option(names = "--print", description = "Prints the lines to enter by hand, and writes nothing.")
    private boolean isPrinted;

    private final Installation installation;

    ConnectCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        if (isList) {
            list();
            return 0;
        }
        if (client == null) {
            throw new LaunchFailure("name a client: " + Client.words() + "; or --list");
        }
        Connection connection = choice.connection(client);
        ServerEntry server = entry.server(connection, installation.root());
        if (isPrinted) {
            Terminal.say(connection.snippet(server).stripTrailing());
            return 0;
        }
        try {
            enter(connection, server);
            return 0;
        } catch (UnreadableText unreadable) {
            Terminal.complain(connection.file().path() + " is left as it is: " + unreadable.getMessage()
                    + ". Enter this by hand:");
            Terminal.say(connection.snippet(server).stripTrailing());
            return EXIT_BY_HAND;
        }
    }

    private void enter(Connection connection, ServerEntry server) {
        Connection.Change change = connection.entered(server);
        if (change.changesNothing()) {
            Terminal.say(connection.client().title() + " knows the server already: "
                    + connection.file().path());
            return;
        }
        if (choice.isTrial()) {
            Terminal.say(connection.file().path() + ":");
            Terminal.say(SettingsDifference.of(change.before(), change.after()));
            return;
        }
        connection.write(change, server);
        Terminal.say("Entered " + server.name() + " into " + connection.file().path());
        change.before()
                .ifPresent(_ -> Terminal.say("The file as it was is kept as "
                        + connection.file().backup().getFileName()));
        Terminal.say(entry.nextStep(connection.client(), server));
    }

    private void list() {
        ClientMachine machine = ClientMachine.ofThis();
        Connections connections = Connections.usual(machine);
        for (Client known : Client.values()) {
            Stream.of(known.usualFile(machine), known.userFile(machine))
                    .distinct()
                    .map(file -> new Connection(known, new SettingsFile(file), choice.name(), connections))
                    .forEach(ConnectCommand::show);
        }
    }

    private static void show(Connection connection) {
        String state;
        try {
            state = connection.isThere()
                    ? "connected"
                    : Files.exists(connection.file().path()) ? "not connected" : "no settings";
        } catch (UnreadableText unreadable) {
            state = "cannot be read: " + unreadable.getMessage();
        }
        Terminal.say("%-15s %-13s %s"
                .formatted(connection.client().word(), state, connection.file().path()));
    }

    /// Names the variable in which most clients look for the token.
    static String variableStep(TokenPlace place) {
        return place == TokenPlace.ENV
                ? "Start it with the token in " + ServerEntry.VARIABLE + ": export " + ServerEntry.VARIABLE
                        + "=$(toolbridge token)"
                : "Start it again.";
    }
}
