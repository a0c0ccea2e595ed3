package dev.toolbridge.connect.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.connect.client.ClientMachine.Kind;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings of each client are where its makers put them, on three systems.
class ClientTest {
    private static final Path HOME = Path.of("/home/ada");

    @ParameterizedTest
    @CsvSource({
        "claude-desktop, LINUX, .config/Claude/claude_desktop_config.json",
        "claude-desktop, MAC, Library/Application Support/Claude/claude_desktop_config.json",
        "claude-desktop, WINDOWS, AppData/Roaming/Claude/claude_desktop_config.json",
        "claude-code, WINDOWS, .claude.json",
        "vscode, LINUX, .config/Code/User/mcp.json",
        "vscode, MAC, Library/Application Support/Code/User/mcp.json",
        "vscode, WINDOWS, AppData/Roaming/Code/User/mcp.json",
        "cursor, MAC, .cursor/mcp.json",
        "windsurf, WINDOWS, .codeium/windsurf/mcp_config.json",
        "codex, LINUX, .codex/config.toml",
        "zed, LINUX, .config/zed/settings.json",
        "zed, MAC, .config/zed/settings.json",
        "zed, WINDOWS, AppData/Roaming/Zed/settings.json",
        "gemini, LINUX, .gemini/settings.json"
    })
    void theSettingsOfAUserAreInTheUsualPlace(String client, Kind system, String file) {
        var machine = new ClientMachine(system, Map.of(), HOME, Path.of("/work"));
        assertThat(Client.named(client).userFile(machine)).isEqualTo(HOME.resolve(file));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-desktop, WINDOWS, APPDATA, Claude/claude_desktop_config.json",
        "vscode, LINUX, XDG_CONFIG_HOME, Code/User/mcp.json",
        "zed, MAC, XDG_CONFIG_HOME, zed/settings.json",
        "codex, LINUX, CODEX_HOME, config.toml"
    })
    void variablesMoveThem(String client, Kind system, String variable, String file) {
        var machine = new ClientMachine(system, Map.of(variable, "/elsewhere"), HOME, Path.of("/work"));
        assertThat(Client.named(client).userFile(machine))
                .isEqualTo(Path.of("/elsewhere").resolve(file));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code, .mcp.json",
        "vscode, .vscode/mcp.json",
        "cursor, .cursor/mcp.json",
        "codex, .codex/config.toml",
        "zed, .zed/settings.json",
        "gemini, .gemini/settings.json",
        "windsurf, ",
        "claude-desktop, "
    })
    void theSettingsOfAProjectAreInItsFolder(String client, String file) {
        var machine = new ClientMachine(Kind.LINUX, Map.of(), HOME, Path.of("/work"));
        Optional<Path> expected = Optional.ofNullable(file).map(Path.of("/work")::resolve);
        assertThat(projectFile(Client.named(client), machine)).isEqualTo(expected);
    }

    private static Optional<Path> projectFile(Client client, ClientMachine machine) {
        try {
            return Optional.of(client.projectFile(machine));
        } catch (CommandFailure none) {
            assertThat(none).hasMessageContaining("no settings for one project");
            return Optional.empty();
        }
    }
}
