package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.api.ApiClient;
import dev.toolbridge.connect.api.ApiRefusal;
import dev.toolbridge.connect.home.ConnectConfig;
import dev.toolbridge.connect.home.Credential;
import dev.toolbridge.connect.project.ProjectFolder;
import dev.toolbridge.connect.project.ProjectFolder.Named.ByRepository;
import dev.toolbridge.connect.project.ProjectFolder.Named.ByWord;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The project of a folder, and the API that opens it.
///
/// @param project the project as the server shows it
record ProjectLink(ProjectFolder folder, ApiClient api, JsonNode project) {
    private static final String PROJECTS = "/v1/projects";
    private static final int NOT_FOUND = 404;

    /// Finds the project of the current folder at the server.
    ///
    /// @throws CommandFailure if there is no project, or no key for it
    static ProjectLink open(Desk desk) {
        return open(desk, ProjectFolder.of(desk.machine().current()));
    }

    private static ProjectLink open(Desk desk, ProjectFolder folder) {
        ConnectConfig config = desk.config();
        List<ApiClient> clients =
                keys(desk, config, folder).map(key -> desk.api(config, key)).toList();
        if (clients.isEmpty()) {
            throw new CommandFailure("this machine has no key for the project. Run: fbc login");
        }
        return clients.stream()
                .flatMap(api -> find(api, folder).map(found -> new ProjectLink(folder, api, found)).stream())
                .findFirst()
                .orElseThrow(() -> new CommandFailure("Project not found"));
    }

    private static Stream<Secret> keys(Desk desk, ConnectConfig config, ProjectFolder folder) {
        return desk.givenKey().isPresent()
                ? desk.givenKey().stream()
                : desk.credentials().at(config.server()).stream()
                        .filter(credential -> isFor(credential, folder))
                        .map(Credential::key);
    }

    private static boolean isFor(Credential credential, ProjectFolder folder) {
        return switch (folder.named()) {
            case ByWord(String word) -> credential.isFor(word);
            case ByRepository _ -> true;
        };
    }

    /// The project as a key shows it; empty if it is none that the key opens.
    static Optional<JsonNode> find(ApiClient api, ProjectFolder folder) {
        return switch (folder.named()) {
            case ByWord(String word) -> find(api, word);
            case ByRepository(String address) ->
                Optional.of(api.get(PROJECTS + "?repositoryUrl=" + URLEncoder.encode(address, StandardCharsets.UTF_8))
                                .path("projects")
                                .path(0))
                        .filter(JsonNode::isObject);
        };
    }

    /// A project by its slug, number or id.
    static Optional<JsonNode> find(ApiClient api, String word) {
        try {
            return Optional.of(api.get(PROJECTS + "/" + word));
        } catch (ApiRefusal refusal) {
            if (refusal.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    String id() {
        return project.path("id").asText();
    }

    String slug() {
        return project.path("slug").asText();
    }

    /// The path of a route of the project.
    String path(String rest) {
        return PROJECTS + "/" + id() + rest;
    }

    /// The path of a route that works in the project's space.
    String space(String rest) {
        return "/v1/spaces/" + id() + rest;
    }
}
