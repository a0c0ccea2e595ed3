package dev.toolbridge.launcher.command;

import dev.toolbridge.connect.client.Connection;
import dev.toolbridge.connect.client.SettingsDifference;
import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.launcher.run.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes the MCP server out of the settings of a client.
@Command(
        name = "disconnect",
        description =
                "Takes out of the settings of a client what `connect` entered. What a person changed there stays.")
final class DisconnectCommand implements Callable<Integer> {
    private static final int EXIT_BY_HAND = 3;

    @Mixin
    private ClientOption choice;

    @Parameters(arity = "1", paramLabel = "CLIENT", description = "The client.")
    private String client;

    @Override
    public Integer call() {
        Connection connection = choice.connection(client);
        try {
            takeOut(connection);
            return 0;
        } catch (UnreadableText unreadable) {
            Terminal.complain(connection.file().path() + " is left as it is: " + unreadable.getMessage() + ". Remove "
                    + connection.name() + " from it by hand");
            return EXIT_BY_HAND;
        }
    }

    private void takeOut(Connection connection) {
        Connection.Change change = connection.takenOut();
        if (change.changesNothing() && change.kept().isEmpty()) {
            Terminal.say(connection.client().title() + " does not know " + connection.name() + ": "
                    + connection.file().path());
            return;
        }
        if (choice.isTrial()) {
            Terminal.say(connection.file().path() + ":");
            Terminal.say(SettingsDifference.of(change.before(), change.after()));
            return;
        }
        connection.write(change);
        Terminal.say(
                "Took " + connection.name() + " out of " + connection.file().path());
        change.kept().forEach(field -> Terminal.say("It keeps " + field + ", which was changed after `connect`"));
    }
}
