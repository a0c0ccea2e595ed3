package dev.toolbridge.connect.home;

import dev.toolbridge.connect.client.Client;
import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.PrivateFile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of `config.toml` about assistants.
///
/// @param url the address of the MCP server
/// @param isAutomatic true if `sync` enters the project into the settings of assistants; usual with an address
/// @param supported the only assistants that are set up unless they are named; empty if all are
public record AssistantConfig(Optional<URI> url, boolean isAutomatic, Optional<List<Client>> supported) {
    private static final List<String> MCP = List.of("mcp");
    private static final String URL = "url";
    private static final String SUPPORTED = "supported_clients";

    /// Reads the settings.
    ///
    /// @throws CommandFailure if the file cannot be read, or if a value is wrong
    public static AssistantConfig read(HomeFolder home) {
        String text = new PrivateFile(home.config()).read().orElse("");
        try {
            Map<String, String> table = ConnectConfig.table(text, MCP);
            Optional<URI> url = Optional.ofNullable(table.get(URL))
                    .map(value -> TomlValue.text(value)
                            .orElseThrow(() -> ConnectConfig.wrong(home, URL, "an address in quotes")))
                    .map(SafeAddress::of);
            return new AssistantConfig(
                    url,
                    ConnectConfig.truth(home, table, "auto_configure", url.isPresent()),
                    Optional.ofNullable(table.get(SUPPORTED)).map(value -> clients(home, value)));
        } catch (UnreadableText unreadable) {
            throw new CommandFailure(home.config() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<Client> clients(HomeFolder home, String value) {
        return TomlValue.texts(value)
                .orElseThrow(() -> ConnectConfig.wrong(home, SUPPORTED, "names in quotes, between [ and ]"))
                .stream()
                .map(Client::named)
                .distinct()
                .toList();
    }

    /// Tells if an assistant is set up although nobody names it.
    public boolean supports(Client client) {
        return supported.isEmpty() || supported.get().contains(client);
    }

    /// Writes the address of the MCP server into the file. All else in it stays.
    public static void keep(URI url, HomeFolder home) {
        ConnectConfig.write(home, MCP, Map.of(URL, "\"" + url + "\""));
    }
}
