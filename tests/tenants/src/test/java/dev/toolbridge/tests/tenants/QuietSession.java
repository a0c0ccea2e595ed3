package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;

/// An MCP session whose client listens to no stream.
final class QuietSession {
    private static final String SESSION = "Mcp-Session-Id";
    private final RunningTenant tenant;
    private final String token;
    private final String id;

    QuietSession(RunningTenant tenant, String token) {
        this.tenant = tenant;
        this.token = token;
        Reply begun = tenant.initialize(token);
        this.id = begun.header(SESSION).orElseThrow();
    }

    /// The status of the answer to a request that does nothing.
    int ping() {
        return send(Call.of("POST", "/mcp").json("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}"));
    }

    int end() {
        return send(Call.of("DELETE", "/mcp"));
    }

    private int send(Call call) {
        return tenant.server()
                .send(call.with("Authorization", "Bearer " + token)
                        .with("Accept", "application/json, text/event-stream")
                        .with(SESSION, id))
                .status();
    }
}
