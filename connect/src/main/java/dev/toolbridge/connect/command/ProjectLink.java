package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.api.ApiRefusal;
import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.connect.cache.Place;
import dev.toolbridge.connect.cache.PlaceStore;
import dev.toolbridge.connect.home.ConnectConfig;
import dev.toolbridge.connect.home.KeptKey;
import dev.toolbridge.connect.project.ProjectFolder;
import dev.toolbridge.connect.project.ProjectFolder.Named.ByRepository;
import dev.toolbridge.connect.project.ProjectFolder.Named.ByWord;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The project of a folder, and the API that opens it.
///
/// @param mayReveal false if the key is known to see no secrets
record ProjectLink(ProjectFolder folder, KeyedApi api, Place place, boolean mayReveal) {
    private static final String PROJECTS = "/v1/projects";
    private static final int NOT_FOUND = 404;

    /// The refusal of an address that no project can have, such as that of a folder.
    private static final int NO_REPOSITORY = 400;

    /// Finds the project of the current folder. The server is asked only for a name that led to no project before.
    ///
    /// @throws CommandFailure if there is no project, or no key for it
    static ProjectLink open(Desk desk) {
        return open(desk, ProjectFolder.of(desk.machine().current()));
    }

    private static ProjectLink open(Desk desk, ProjectFolder folder) {
        ConnectConfig config = desk.config();
        Optional<Place> place = place(desk, folder);
        Optional<Secret> given = desk.givenKey();
        if (given.isPresent()) {
            KeyedApi api = desk.api(config, given.get());
            Place found = place.or(() -> find(api, folder).map(project -> kept(desk, folder, project)))
                    .orElseThrow(ProjectLink::missing);
            return new ProjectLink(folder, api, found, true);
        }
        List<KeptKey> known = desk.credentials().at(config.server());
        if (place.isEmpty()) {
            place = known.stream()
                    .flatMap(credential -> find(desk.api(config, credential.key()), folder).stream())
                    .findFirst()
                    .map(project -> kept(desk, folder, project));
        }
        Place found = place.orElseThrow(known.isEmpty() ? ProjectLink::keyless : ProjectLink::missing);
        KeptKey credential = known.stream()
                .filter(one -> one.project().equals(found.project()))
                .findFirst()
                .orElseThrow(ProjectLink::keyless);
        return new ProjectLink(folder, desk.api(config, credential.key()), found, credential.mayReveal());
    }

    /// The project of a folder as this machine knows it, which takes no server.
    static Optional<Place> place(Desk desk, ProjectFolder folder) {
        var server = desk.config().server();
        Optional<Place> place = new PlaceStore(desk.cache()).named(server, name(folder));
        return place.or(() -> desk.credentials().at(server).stream()
                .filter(credential -> folder.named() instanceof ByWord(String word) && credential.isFor(word))
                .findFirst()
                .map(credential -> new PlaceStore(desk.cache())
                        .keep(server, credential.project(), credential.slug(), name(folder))));
    }

    private static String name(ProjectFolder folder) {
        return switch (folder.named()) {
            case ByWord(String word) -> word;
            case ByRepository(String address) -> address;
        };
    }

    private static Place kept(Desk desk, ProjectFolder folder, JsonNode project) {
        return new PlaceStore(desk.cache())
                .keep(
                        desk.config().server(),
                        project.path("id").asText(),
                        project.path("slug").asText(),
                        name(folder));
    }

    private static CommandFailure keyless() {
        return new CommandFailure("this machine has no key for the project. Run: fbc login");
    }

    private static CommandFailure missing() {
        return new CommandFailure("Project not found");
    }

    /// The project as a key shows it; empty if the key opens no such project.
    static Optional<JsonNode> find(KeyedApi api, ProjectFolder folder) {
        return switch (folder.named()) {
            case ByWord(String word) -> find(api, word);
            case ByRepository(String address) ->
                unlessRefused(
                                api,
                                PROJECTS + "?repositoryUrl=" + URLEncoder.encode(address, StandardCharsets.UTF_8),
                                NO_REPOSITORY)
                        .map(page -> page.path("projects").path(0))
                        .filter(JsonNode::isObject);
        };
    }

    /// A project by its slug, number or id.
    static Optional<JsonNode> find(KeyedApi api, String word) {
        return unlessRefused(api, PROJECTS + "/" + word, NOT_FOUND);
    }

    private static Optional<JsonNode> unlessRefused(KeyedApi api, String path, int status) {
        try {
            return Optional.of(api.get(path));
        } catch (ApiRefusal refusal) {
            if (refusal.status() == status) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /// The project as the server shows it now.
    JsonNode project() {
        return find(api, place.project()).orElseThrow(ProjectLink::missing);
    }

    /// The path of a route of the project.
    String path(String rest) {
        return PROJECTS + "/" + place.project() + rest;
    }

    /// The path of a route that works in the project's space.
    String space(String rest) {
        return "/v1/spaces/" + place.project() + rest;
    }
}
