package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.time.Duration;

/// A tenant as its users reach it, through the router.
///
/// @param ref its reference
/// @param organization its id at the identity provider
/// @param server its address
record RunningTenant(RunningPlatform platform, String slug, String ref, String organization, Server server) {

    static RunningTenant of(RunningPlatform platform, String slug) {
        Reply tenant = platform.send("GET", "/admin/tenants/" + slug);
        String port = platform.tables().text("SELECT loopback_port FROM route WHERE host = ?", slug + ".localhost");
        return new RunningTenant(
                platform,
                slug,
                tenant.at("/ref").asText(),
                tenant.at("/id").asText(),
                Server.onPort(Integer.parseInt(port)));
    }

    /// The same for a client with other patience.
    RunningTenant within(Duration patience) {
        return new RunningTenant(platform, slug, ref, organization, server.within(patience));
    }

    /// A user who is a member of it.
    String user(String email) {
        String user = platform.provider().member(email);
        platform.provider().join(user, organization, "member");
        return user;
    }

    /// A token for the control plane of a new user who administers it.
    String adminToken(String email) {
        String user = platform.provider().member(email);
        platform.provider().join(user, organization, "admin");
        return platform.token(user, organization, RunningPlatform.AUDIENCE);
    }

    /// The control plane's word on it.
    String status() {
        return platform.send("GET", "/admin/tenants/" + ref).at("/status").asText();
    }

    /// Asks for a change, as an operator, and waits for its end.
    AskedOperation changed(String action, String body) {
        return platform.ended(platform.post("/admin/tenants/" + ref + "/" + action, body));
    }

    AskedOperation deleted() {
        return platform.ended(platform.send("DELETE", delete()));
    }

    /// Begins its end, as soon as no other operation changes it.
    AskedOperation leaving() {
        return AskedOperation.whenFree(platform, () -> platform.send("DELETE", delete()));
    }

    private String delete() {
        return "/admin/tenants/" + ref + "?confirm=" + slug;
    }

    /// A token of a user for this tenant's API.
    String apiToken(String user) {
        return platform.token(user, organization, server.address() + "/v1");
    }

    /// A token of a user for this tenant's MCP server.
    String mcpToken(String user) {
        return platform.token(user, organization, server.address() + "/mcp");
    }

    Reply note(String token, String title) {
        return server.send(Call.of("POST", "/v1/notes")
                .with("Authorization", "Bearer " + token)
                .json("{\"title\":\"" + title + "\"}"));
    }

    Reply notes(String token) {
        return server.send(Call.of("GET", "/v1/notes").with("Authorization", "Bearer " + token));
    }

    /// The answer to a first message of an MCP client.
    Reply initialize(String token) {
        return server.send(Call.of("POST", "/mcp")
                .with("Authorization", "Bearer " + token)
                .with("Accept", "application/json, text/event-stream")
                .json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                        + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}"));
    }
}
