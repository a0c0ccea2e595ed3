package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.connect.home.ConnectConfig;
import dev.toolbridge.connect.home.KeptKey;
import dev.toolbridge.connect.home.SafeAddress;
import dev.toolbridge.connect.project.ProjectFolder;
import dev.toolbridge.connect.project.ProjectMarker;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Keeps a key of the folder's project on this machine.
@Command(
        name = "login",
        description = {
            "Asks for a token, and keeps a key of this folder's project. A key (fbk_…) is kept as it is; with any other"
                    + " token of yours a key of the project is made, which reads and writes.",
            "The token is that of FLUKEBASE_TOKEN, else it is read from the terminal or from the input."
        })
final class LoginCommand implements Runnable {
    private static final String KEY_BEGIN = "fbk_";
    private static final String REVEAL = "environment:reveal";

    @Option(names = "--url", paramLabel = "URL", description = "Address of the API, which is kept in config.toml.")
    private String url;

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "The project, by its slug, number or id (default: that of the folder).")
    private String word;

    @Option(
            names = "--reveal",
            negatable = true,
            description = "Lets the new key show secret values of development and staging; asked for if not said.")
    private Boolean isReveal;

    private final Desk desk;

    LoginCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Optional<ProjectFolder> folder = ProjectFolder.find(desk.machine().current());
        Optional<String> chosen = Optional.ofNullable(word).map(ProjectMarker::checked);
        ConnectConfig config = Optional.ofNullable(url)
                .map(SafeAddress::of)
                .map(address -> desk.config().at(address, desk.home()))
                .orElseGet(desk::config);
        Secret token = desk.givenKey()
                .or(() -> desk.screen()
                        .ask("Token for " + config.server() + ": ", true)
                        .map(Secret::new))
                .filter(secret -> !secret.reveal().isBlank())
                .orElseThrow(() -> new CommandFailure("no token was given"));
        if (token.reveal().chars().anyMatch(Character::isWhitespace)) {
            throw new CommandFailure("a token has no blanks in it");
        }
        KeyedApi api = desk.api(config, token);
        JsonNode project = chosen.map(name -> ProjectLink.find(api, name))
                .orElseGet(() -> folder.map(found -> ProjectLink.find(api, found))
                        .orElseThrow(
                                () -> new CommandFailure("no project belongs to this folder: name one by --project")))
                .orElseThrow(() -> new CommandFailure("Project not found"));
        boolean isNamed = folder.map(found -> leads(found, api, project)).orElse(false);
        desk.credentials().keep(credential(config, api, project));
        if (!isNamed) {
            mark(desk.machine().current(), project.path("slug").asText());
        }
        desk.screen()
                .say("Logged in to " + project.path("name").asText() + " ("
                        + project.path("slug").asText() + ") at " + config.server());
    }

    /// Tells if the name of a folder is one of the project's, so that the other commands find it here.
    private static boolean leads(ProjectFolder folder, KeyedApi api, JsonNode project) {
        return ProjectLink.find(api, folder)
                .filter(found -> found.path("id").equals(project.path("id")))
                .isPresent();
    }

    /// Names the project in a folder. What a marker there says already stays.
    private void mark(Path current, String slug) {
        if (Files.exists(current.resolve(ProjectMarker.FILE))) {
            desk.screen()
                    .remark(ProjectMarker.FILE + " of this folder names another project: write name = \"" + slug
                            + "\" there to work in this one");
            return;
        }
        ProjectMarker.write(current, slug);
    }

    /// The key to keep: one that was given, or a new one of the project.
    private KeptKey credential(ConnectConfig config, KeyedApi api, JsonNode project) {
        if (api.key().reveal().startsWith(KEY_BEGIN)) {
            boolean mayReveal = api.get("/v1/me").path("scopes").valueStream().anyMatch(scope -> scope.asText()
                    .equals(REVEAL));
            return KeptKey.of(config.server(), project, api.key(), mayReveal);
        }
        ObjectNode order = Json.object().put("name", "fbc");
        var scopes = order.putArray("scopes");
        Stream.of("read", "write").forEach(scopes::add);
        boolean mayReveal = mayReveal();
        if (mayReveal) {
            scopes.add(REVEAL);
        }
        JsonNode made = api.post("/v1/projects/" + project.path("id").asText() + "/tokens", order);
        return KeptKey.of(config.server(), project, new Secret(made.path("key").asText()), mayReveal);
    }

    private boolean mayReveal() {
        if (isReveal != null) {
            return isReveal;
        }
        return desk.screen()
                .ask("May this machine see secret values of development and staging? [y/N] ", false)
                .map(answer -> answer.toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("y") || answer.equals("yes"))
                .isPresent();
    }
}
