package dev.toolbridge.connect.client;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The clients that can be connected: the place of their settings, and the form of a server in them.
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
public enum Client {
    CLAUDE_DESKTOP(
            "Claude Desktop",
            machine -> machine.application("Claude", "claude_desktop_config.json"),
            Optional.empty(),
            EntryForm.CLAUDE_DESKTOP),
    CLAUDE_CODE(
            "Claude Code",
            machine -> machine.home().resolve(".claude.json"),
            Optional.of(Path.of(".mcp.json")),
            EntryForm.CLAUDE_CODE),
    VSCODE(
            "VS Code",
            machine -> machine.application("Code", "User", "mcp.json"),
            Optional.of(Path.of(".vscode", "mcp.json")),
            EntryForm.VSCODE),
    CURSOR(
            "Cursor",
            machine -> machine.home().resolve(Path.of(".cursor", "mcp.json")),
            Optional.of(Path.of(".cursor", "mcp.json")),
            EntryForm.CURSOR),
    WINDSURF(
            "Windsurf",
            machine -> machine.home().resolve(Path.of(".codeium", "windsurf", "mcp_config.json")),
            Optional.empty(),
            EntryForm.WINDSURF),
    CODEX(
            "Codex",
            machine -> machine.folder("CODEX_HOME")
                    .orElseGet(() -> machine.home().resolve(".codex"))
                    .resolve("config.toml"),
            Optional.of(Path.of(".codex", "config.toml")),
            EntryForm.CODEX),
    ZED(
            "Zed",
            machine -> machine.system() == ClientMachine.Kind.WINDOWS
                    ? machine.application("Zed", "settings.json")
                    : machine.configuration().resolve(Path.of("zed", "settings.json")),
            Optional.of(Path.of(".zed", "settings.json")),
            EntryForm.ZED),
    GEMINI(
            "Gemini CLI",
            machine -> machine.home().resolve(Path.of(".gemini", "settings.json")),
            Optional.of(Path.of(".gemini", "settings.json")),
            EntryForm.GEMINI);

    /// Other names that people know clients by.
    private static final Map<String, String> TITLES = Map.of("gemini-cli", "Gemini CLI");

    private final String title;
    private final Function<ClientMachine, Path> user;
    private final Optional<Path> project;
    private final EntryForm form;

    Client(String title, Function<ClientMachine, Path> user, Optional<Path> project, EntryForm form) {
        this.title = title;
        this.user = user;
        this.project = project;
        this.form = form;
    }

    /// The client with a name of the command line.
    ///
    /// @throws CommandFailure if it is unknown
    public static Client named(String name) {
        return Stream.of(values())
                .filter(client -> client.word().equals(name) || client.title.equals(TITLES.get(name)))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("'" + name + "' is none of the clients: " + words()));
    }

    /// The names of all clients, for people.
    public static String words() {
        return Stream.of(values()).map(Client::word).collect(Collectors.joining(", "));
    }

    /// The name on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public EntryForm form() {
        return form;
    }

    /// The settings of the user.
    public Path userFile(ClientMachine machine) {
        return user.apply(machine);
    }

    /// The settings of the project in the current folder.
    ///
    /// @throws CommandFailure if the client has none
    public Path projectFile(ClientMachine machine) {
        return project.map(file -> machine.current().resolve(file))
                .orElseThrow(() -> new CommandFailure(title + " has no settings for one project"));
    }

    /// The settings that are usual for it: two clients share those of a project with all who work on it.
    public Path usualFile(ClientMachine machine) {
        return this == CLAUDE_CODE || this == VSCODE ? projectFile(machine) : userFile(machine);
    }
}
