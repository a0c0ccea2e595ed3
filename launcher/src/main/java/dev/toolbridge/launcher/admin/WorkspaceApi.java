package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The API of a workspace, as its owner asks it.
public final class WorkspaceApi {
    private static final String PROPOSALS = "/v1/proposals";

    private final JsonServer server;

    public WorkspaceApi(URI address, Secret token) {
        this.server = new JsonServer("the API", address, token);
    }

    /// Proposals, newest first.
    public JsonNode proposals(Optional<String> state) {
        return server.get(
                PROPOSALS + state.map(name -> "?state=" + encoded(name)).orElse(""));
    }

    public JsonNode proposal(String id) {
        return server.get(PROPOSALS + "/" + encoded(id));
    }

    /// Rejects a proposal. Approving one takes a person's own sign-in.
    public JsonNode reject(String id, Optional<String> reason) {
        var body = Json.object();
        reason.ifPresent(text -> body.put("reason", text));
        return server.send("POST", PROPOSALS + "/" + encoded(id) + "/reject", Optional.of(body), Map.of());
    }

    /// Writes the archive of the user's space to a file, or its view in Markdown.
    public void export(String format, boolean withHistory, Path file) {
        server.copy("/v1/export?format=" + encoded(format) + "&history=" + (withHistory ? "all" : "none"), file);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
