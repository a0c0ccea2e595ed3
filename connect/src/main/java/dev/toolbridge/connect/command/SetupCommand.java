package dev.toolbridge.connect.command;

import dev.toolbridge.connect.client.Client;
import dev.toolbridge.connect.home.AssistantConfig;
import dev.toolbridge.connect.home.SafeAddress;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Enters the project of the folder into the settings of assistants.
@Command(
        name = "setup",
        description =
                "Enters the project of this folder into the settings of the assistants of this machine, or of those"
                        + " that are named. They start `fbc serve`; no token stands in the settings.")
final class SetupCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ASSISTANT", description = "Its name, as `toolbridge connect` has it.")
    private List<String> names = List.of();

    @Option(names = "--url", paramLabel = "URL", description = "Address of the MCP server; it is kept in config.toml.")
    private String url;

    private final Desk desk;

    SetupCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<Client> named = names.stream().map(Client::named).distinct().toList();
        if (url != null) {
            AssistantConfig.keep(SafeAddress.of(url), desk.home());
        }
        URI server = ServeCommand.server(desk);
        ProjectLink link = ProjectLink.open(desk);
        var settings = new AssistantSettings(desk, link.folder(), link.place());
        List<Client> clients = named.isEmpty() ? settings.found() : named;
        if (clients.isEmpty()) {
            throw new CommandFailure("no assistant has settings on this machine; name one: " + Client.words());
        }
        boolean isWhole = true;
        for (Client client : clients) {
            isWhole &= settings.enter(client);
        }
        desk.screen()
                .say("Set up for " + server + ": "
                        + String.join(", ", clients.stream().map(Client::title).toList()));
        return isWhole ? 0 : 1;
    }
}
