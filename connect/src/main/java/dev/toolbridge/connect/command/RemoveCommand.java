package dev.toolbridge.connect.command;

import dev.toolbridge.connect.client.Client;
import dev.toolbridge.connect.home.AssistantConfig;
import dev.toolbridge.connect.project.ProjectFolder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Takes the project of the folder out of the settings of assistants.
@Command(
        name = "remove",
        description =
                "Takes the project of this folder out of the settings of all assistants, or of those that are named."
                        + " What a person changed there stays.")
final class RemoveCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ASSISTANT", description = "Its name, as `toolbridge connect` has it.")
    private List<String> names = List.of();

    private final Desk desk;

    RemoveCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<Client> named = names.stream().map(Client::named).distinct().toList();
        var settings = new AssistantSettings(
                desk,
                ProjectFolder.of(desk.machine().current()),
                LocalProject.open(desk).place());
        boolean isWhole = true;
        for (Client client : named.isEmpty() ? List.of(Client.values()) : named) {
            isWhole &= settings.takeOut(client);
        }
        if (AssistantConfig.read(desk.home()).isAutomatic()) {
            desk.screen().remark("the next fbc sync enters the project again, unless auto_configure is false");
        }
        return isWhole ? 0 : 1;
    }
}
