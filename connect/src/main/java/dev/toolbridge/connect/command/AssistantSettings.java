package dev.toolbridge.connect.command;

import dev.toolbridge.connect.cache.Place;
import dev.toolbridge.connect.client.Client;
import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.client.Connection;
import dev.toolbridge.connect.client.Connections;
import dev.toolbridge.connect.client.ServerEntry;
import dev.toolbridge.connect.client.SettingsFile;
import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.connect.home.AssistantConfig;
import dev.toolbridge.connect.project.ProjectFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The project of a folder in the settings of assistants, which start `fbc serve`. No token stands there.
record AssistantSettings(Desk desk, ProjectFolder folder, Place place) {
    private static final String PROGRAM = "fbc";
    /// Some assistants join the names of server and tool, and allow few characters.
    private static final int NAME_LENGTH_MAX = 32;

    private static final int BEGIN_LENGTH = 23;
    private static final int ID_LENGTH = 8;

    /// Enters the project everywhere, if the person's settings say so.
    static void keep(Desk desk, ProjectLink link) {
        if (AssistantConfig.read(desk.home()).isAutomatic()) {
            URI _ = ServeCommand.server(desk);
            var settings = new AssistantSettings(desk, link.folder(), link.place());
            settings.found().forEach(settings::enter);
        }
    }

    /// The supported assistants with settings on this machine.
    List<Client> found() {
        Path home = desk.machine().home();
        AssistantConfig config = AssistantConfig.read(desk.home());
        return Stream.of(Client.values())
                .filter(config::supports)
                .filter(client -> {
                    Path file = client.userFile(desk.machine());
                    boolean hasOwnFolder = !file.getParent().equals(home);
                    return Files.exists(file) || (hasOwnFolder && Files.isDirectory(file.getParent()));
                })
                .toList();
    }

    /// Enters the project.
    ///
    /// @return false if a person has to do it by hand
    boolean enter(Client client) {
        Connection connection = connection(client);
        ServerEntry server = entry(client);
        try {
            Connection.Change change = connection.entered(server);
            if (!change.changesNothing()) {
                connection.write(change, server);
                desk.screen()
                        .say("Entered " + server.name() + " into "
                                + connection.file().path());
            }
            return true;
        } catch (UnreadableText unreadable) {
            desk.screen()
                    .remark(connection.file().path() + " is left as it is: " + unreadable.getMessage()
                            + ". Enter this by hand:");
            desk.screen().say(connection.snippet(server).stripTrailing());
            return false;
        }
    }

    /// Takes the project out, and leaves what a person changed there.
    ///
    /// @return false if a person has to do it by hand
    boolean takeOut(Client client) {
        Connection connection = connection(client);
        try {
            Connection.Change change = connection.takenOut();
            if (!change.changesNothing() || !change.kept().isEmpty()) {
                connection.write(change);
                desk.screen()
                        .say("Took " + connection.name() + " out of "
                                + connection.file().path());
                change.kept().forEach(field -> desk.screen().say("It keeps " + field + ", which was changed after it"));
            }
            return true;
        } catch (UnreadableText unreadable) {
            desk.screen()
                    .remark(connection.file().path() + " is left as it is: " + unreadable.getMessage() + ". Remove "
                            + connection.name() + " from it by hand");
            return false;
        }
    }

    private ClientMachine machine() {
        ClientMachine machine = desk.machine();
        return new ClientMachine(machine.system(), machine.environment(), machine.home(), folder.path());
    }

    private Connection connection(Client client) {
        Path file = client.usualFile(machine());
        return new Connection(client, new SettingsFile(file), name(), Connections.usual(machine()));
    }

    private String name() {
        String whole = PROGRAM + "-" + place.slug();
        return whole.length() <= NAME_LENGTH_MAX
                ? whole
                : whole.substring(0, BEGIN_LENGTH) + "-" + place.project().substring(0, ID_LENGTH);
    }

    /// Settings in the folder may be committed: they name nothing of this machine. Others do not know the folder.
    private ServerEntry entry(Client client) {
        boolean isInFolder = !client.usualFile(machine()).equals(client.userFile(machine()));
        List<String> command = isInFolder
                ? List.of(PROGRAM, "serve")
                : List.of(
                        System.getProperty("toolbridge.fbc", PROGRAM),
                        "serve",
                        "--folder",
                        folder.path().toString());
        return ServerEntry.program(name(), command);
    }
}
