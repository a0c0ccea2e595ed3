package dev.toolbridge.connect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.connect.client.ServerEntry.TokenPlace;
import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.service.config.Secret;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The settings of each client before `connect`, after it, and after `disconnect`: byte for byte.
class ConnectionTest {
    private static final String URL = "https://acme.example";
    private static final String JSON = """
        // My settings; do not touch.
        {
        \t"theme": "dark", /* as the sun */
        \t"mcpServers": {
        \t\t// the first
        \t\t"files": { "command": "files", "args": ["-y",], },
        \t},
        \t"servers": {},
        \t"context_servers": {
        \t\t"other": {"url": "http://x"} // mine
        \t},
        \t"inputs": [
        \t\t{"id": "key", "type": "promptString"}
        \t],
        \t"last": 1.50 // unknown to all
        }

        """;
    private static final String TOML = """
        # My settings
        model = "large"   # the best
        text = \"\"\"
        [mcp_servers.toolbridge]
        \"\"\"

        [mcp_servers.files]
        command = "files"
        args = [
          "-y", # yes
        ]

        [profiles."a.b"]
        when = 2026-11-27 08:00:00
        """;

    @TempDir
    private Path home;

    static Stream<Arguments> clientsAndSystems() {
        return Stream.of(Client.values())
                .flatMap(client -> Stream.of(ClientMachine.Kind.values()).map(system -> Arguments.of(client, system)));
    }

    @ParameterizedTest
    @MethodSource("clientsAndSystems")
    void everyClientIsConnectedAndTakenBackByteForByte(Client client, ClientMachine.Kind system) throws Exception {
        String whole = client.form().isToml() ? TOML : JSON;
        for (Optional<String> before : List.of(
                Optional.<String>empty(),
                Optional.of(""),
                Optional.of(whole),
                Optional.of(whole.replace("\n", "\r\n")))) {
            for (TokenPlace place :
                    system == ClientMachine.Kind.LINUX ? TokenPlace.values() : new TokenPlace[] {TokenPlace.ENV}) {
                assertTakenBack(connection(client, system), before, place);
            }
        }
    }

    private void assertTakenBack(Connection connection, Optional<String> before, TokenPlace place) throws Exception {
        Path file = connection.file().path();
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (before.isPresent()) {
            Files.writeString(file, before.get());
        }
        ServerEntry server = server(place);
        connection.write(connection.entered(server), server);

        String after = Files.readString(file);
        assertThat(connection.isThere()).as(after).isTrue();
        before.ifPresent(text -> assertThat(after.lines()).containsAll(keptLines(text)));
        assertThat(connection.entered(server).changesNothing()).as(after).isTrue();
        assertThat(Files.getPosixFilePermissions(file).size() == 2)
                .as("only its owner may read a secret, and a new file")
                .isEqualTo(place == TokenPlace.FILE || before.isEmpty());
        if (before.isPresent()) {
            assertThat(connection.file().backup()).hasContent(before.get());
        }
        connection.write(connection.takenOut());
        assertThat(Files.exists(file)).isEqualTo(before.isPresent());
        if (before.isPresent()) {
            assertThat(Files.readString(file)).isEqualTo(before.get());
        }
    }

    /// The lines that no comma can be added to.
    private static List<String> keptLines(String text) {
        return text.lines()
                .filter(line ->
                        !line.contains("http://x") && !line.contains("servers\": {}") && !line.contains("\"key\""))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void withoutAReceiptTheServerIsTakenOutOfWhatElseHasChanged(Client client) throws Exception {
        Connection connection = connection(client, ClientMachine.Kind.LINUX);
        Path file = connection.file().path();
        String whole = client.form().isToml() ? TOML : JSON;
        Files.createDirectories(file.getParent());
        Files.writeString(file, whole);
        ServerEntry server = server(TokenPlace.LOGIN);
        connection.write(connection.entered(server), server);
        Files.writeString(file, Files.readString(file) + (client.form().isToml() ? "# more\n" : "// more\n"));
        try (var receipts = Files.list(home.resolve("receipts"))) {
            for (Path receipt : receipts.toList()) {
                Files.delete(receipt);
            }
        }

        connection.write(connection.takenOut());

        assertThat(connection.isThere()).isFalse();
        assertThat(Files.readString(file)).contains("more\n", "files");
    }

    @Test
    void whatThePersonChangedStaysAndIsNamed() throws Exception {
        Connection connection = connection(Client.CURSOR, ClientMachine.Kind.LINUX);
        Path file = connection.file().path();
        ServerEntry server = server(TokenPlace.ENV);
        connection.write(connection.entered(server), server);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"headers\":", "\"disabled\": true,\n      \"headers\":")
                        .replace("https://acme.example/bearer/mcp", "https://other.example/bearer/mcp"));

        Connection.Change change = connection.takenOut();
        connection.write(change);

        assertThat(change.kept())
                .containsExactlyInAnyOrder("mcpServers.toolbridge.url", "mcpServers.toolbridge.disabled");
        assertThat(Files.readString(file))
                .contains("other.example", "\"disabled\": true")
                .doesNotContain("headers");
    }

    @Test
    void aBoundServerStandsAtTheAddressOfItsProject() throws Exception {
        Connection connection = connection(Client.CURSOR, ClientMachine.Kind.LINUX);
        ServerEntry server = server(TokenPlace.LOGIN).at("project=web-shop");
        connection.write(connection.entered(server), server);
        assertThat(Files.readString(connection.file().path()))
                .contains("\"url\": \"https://acme.example/mcp?project=web-shop\"");
    }

    @Test
    void anotherTokenPlaceReplacesTheServer() throws Exception {
        Connection connection = connection(Client.GEMINI, ClientMachine.Kind.LINUX);
        for (TokenPlace place : TokenPlace.values()) {
            connection.write(connection.entered(server(place)), server(place));
        }

        assertThat(Files.readString(connection.file().path())).isEqualTo("""
            {
              "mcpServers": {
                "toolbridge": {
                  "httpUrl": "https://acme.example/mcp"
                }
              }
            }
            """);
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void aFileThatCannotBeReadIsLeftAlone(Client client) throws Exception {
        Connection connection = connection(client, ClientMachine.Kind.MAC);
        Path file = connection.file().path();
        Files.createDirectories(file.getParent());
        String broken = client.form().isToml() ? "a = \n" : "{\"mcpServers\": {\"a\": 1 \"b\": 2}}";
        String whole = client.form().isToml() ? TOML : JSON;
        for (byte[] bytes : List.of(
                broken.getBytes(StandardCharsets.UTF_8),
                whole.getBytes(StandardCharsets.UTF_16),
                whole.getBytes(Charset.forName("UTF-16LE")),
                "{}  // é".getBytes(StandardCharsets.ISO_8859_1))) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> connection.entered(server(TokenPlace.ENV))).isInstanceOf(UnreadableText.class);
            assertThatThrownBy(connection::takenOut).isInstanceOf(UnreadableText.class);
            assertThat(file).hasBinaryContent(bytes);
        }
        assertThat(connection.snippet(server(TokenPlace.ENV))).contains("toolbridge");
    }

    @Test
    void aReadOnlyFileAndALinkToNowhereAreLeftAlone() throws Exception {
        Connection connection = connection(Client.CURSOR, ClientMachine.Kind.LINUX);
        Path file = connection.file().path();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(() -> connection.entered(server(TokenPlace.ENV))).hasMessageContaining("read-only");
        assertThat(connection.isThere()).isFalse();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        connection.write(connection.entered(server(TokenPlace.ENV)), server(TokenPlace.ENV));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(connection.isThere()).isTrue();
        assertThat(connection.entered(server(TokenPlace.ENV)).changesNothing()).isTrue();
        assertThatThrownBy(connection::takenOut).hasMessageContaining("read-only");

        Files.delete(file);
        Files.createSymbolicLink(file, home.resolve("nowhere"));
        assertThatThrownBy(() -> connection.entered(server(TokenPlace.ENV))).hasMessageContaining("link to nowhere");
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Connection connection = connection(Client.CURSOR, ClientMachine.Kind.LINUX);
        Path file = connection.file().path();
        Path target = home.resolve("dotfiles.json");
        Files.createDirectories(file.getParent());
        Files.writeString(target, JSON);
        Files.createSymbolicLink(file, target);
        connection.write(connection.entered(server(TokenPlace.ENV)), server(TokenPlace.ENV));

        assertThat(file).isSymbolicLink();
        assertThat(target).content().contains("toolbridge");
        connection.write(connection.takenOut());
        assertThat(target).hasContent(JSON);
    }

    @Test
    void aFileOfFiveMebibytesIsChangedInItsPlace() throws Exception {
        Connection connection = connection(Client.CLAUDE_CODE, ClientMachine.Kind.LINUX);
        String large = "{\"history\": [\"" + "word \\n".repeat(800_000) + "\"],\n  \"mcpServers\": {}\n}";
        Path file = connection.file().path();
        Files.createDirectories(file.getParent());
        Files.writeString(file, large);
        connection.write(connection.entered(server(TokenPlace.ENV)), server(TokenPlace.ENV));

        assertThat(Files.size(file)).isGreaterThan(5L * 1024 * 1024);
        connection.write(connection.takenOut());
        assertThat(Files.readString(file).equals(large)).isTrue();
    }

    private Connection connection(Client client, ClientMachine.Kind system) {
        var machine = new ClientMachine(
                system,
                Map.of("APPDATA", home.resolve("AppData/Roaming").toString()),
                home.resolve("user"),
                home.resolve("project"));
        return new Connection(
                client,
                new SettingsFile(client.userFile(machine)),
                "toolbridge",
                new Connections(home.resolve("receipts")));
    }

    private static ServerEntry server(TokenPlace place) {
        Optional<Secret> secret = place == TokenPlace.FILE ? Optional.of(new Secret("a-secret")) : Optional.empty();
        return new ServerEntry(
                "toolbridge", URL, place, secret, List.of("/opt/toolbridge/toolbridge", "mcp", "--url", URL));
    }
}
