package dev.toolbridge.connect.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.util.stream.Stream;

/// A key of one project at a server.
///
/// @param project the id of the project
/// @param slug its name in addresses
/// @param number its number
/// @param mayReveal true if the key sees secrets of development and staging
public record KeptKey(URI server, String project, String slug, long number, Secret key, boolean mayReveal) {

    /// A key of a project as the server shows it.
    public static KeptKey of(URI server, JsonNode project, Secret key, boolean mayReveal) {
        return new KeptKey(
                server,
                project.path("id").asText(),
                project.path("slug").asText(),
                project.path("number").asLong(),
                key,
                mayReveal);
    }

    static KeptKey parse(JsonNode json) {
        return new KeptKey(
                URI.create(json.path("server").asText()),
                json.path("project").asText(),
                json.path("slug").asText(),
                json.path("number").asLong(),
                new Secret(json.path("key").asText()),
                json.path("mayReveal").asBoolean(true));
    }

    ObjectNode json() {
        return Json.object()
                .put("server", server.toString())
                .put("project", project)
                .put("slug", slug)
                .put("number", number)
                .put("key", key.reveal())
                .put("mayReveal", mayReveal);
    }

    /// Tells if a word names its project: by id, slug or number.
    public boolean isFor(String word) {
        return Stream.of(project, slug, Long.toString(number)).anyMatch(word::equals);
    }

    boolean isOfSameProject(KeptKey other) {
        return server.equals(other.server) && project.equals(other.project);
    }
}
