package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.Optional;

/// Sessions of an assistant with a tenant's MCP server, one after the other. When the server has ended one, the
/// assistant begins a new one, as the protocol tells it; so it does when it has called often enough.
final class ToolSession {
    private static final String SESSION = "Mcp-Session-Id";
    private static final int GONE = 404;
    private static final int WRONG = 599;
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":"
            + "{\"name\":\"list_notes\",\"arguments\":{}}}";

    private final RunningTenant tenant;
    private final String token;
    private final int callsMax;
    private Optional<String> session = Optional.empty();
    private int calls;

    /// @param callsMax the calls of one session
    ToolSession(RunningTenant tenant, String token, int callsMax) {
        this.tenant = tenant;
        this.token = token;
        this.callsMax = callsMax;
    }

    /// Calls a tool.
    ///
    /// @return the status of the answer, or 599 if the tool has failed
    int call() {
        if (calls++ % callsMax == callsMax - 1) {
            session.ifPresent(id -> send(Call.of("DELETE", "/mcp"), id));
            session = Optional.empty();
        }
        Reply answer = session.map(this::called)
                .filter(reply -> reply.status() != GONE)
                .orElseGet(this::begun);
        boolean isWrong = answer.status() == 200 && !answer.body().contains("\"result\"");
        return isWrong || answer.body().contains("\"isError\":true") ? WRONG : answer.status();
    }

    private Reply begun() {
        Reply answer = tenant.initialize(token);
        session = answer.header(SESSION);
        return session.isPresent() ? called(session.get()) : answer;
    }

    private Reply called(String id) {
        return send(Call.of("POST", "/mcp").json(CALL), id);
    }

    private Reply send(Call call, String id) {
        return tenant.server()
                .send(call.with("Authorization", "Bearer " + token)
                        .with("Accept", "application/json, text/event-stream")
                        .with(SESSION, id));
    }
}
