package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;

/// A tenant as its users reach it, through the router.
///
/// @param organization its id at the identity provider
/// @param server its address
record RunningTenant(RunningPlatform platform, String slug, String organization, Server server) {

    static RunningTenant of(RunningPlatform platform, String slug) {
        String organization =
                platform.send("GET", "/admin/tenants/" + slug).at("/id").asText();
        return new RunningTenant(platform, slug, organization, Server.onPort(platform.loopbackPort(slug)));
    }

    /// A user who is a member of it.
    String user(String email) {
        String user = platform.provider().member(email);
        platform.provider().join(user, organization, "member");
        return user;
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
