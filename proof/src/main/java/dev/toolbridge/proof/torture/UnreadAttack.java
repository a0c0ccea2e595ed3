package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.RawConnection;
import dev.toolbridge.tests.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Many clients that request large lists from the MCP server and never read the answers.
final class UnreadAttack {
    private static final int CLIENTS = 80;
    private static final String LIST = message("list_notes", "{\"limit\":1000,\"full\":true}");
    private static final String LIST_SMALL = message("list_notes", "{\"limit\":5}");

    private final RunningApi api;
    private final RunningSidecar sidecar;
    private final String small;

    private UnreadAttack(RunningApi api, RunningSidecar sidecar) {
        this.api = api;
        this.sidecar = sidecar;
        this.small = api.tokens().of("someone-small");
    }

    static String run(Plan plan) {
        try (RunningApi api = ApiDatabase.fresh().start();
                RunningSidecar first = RunningSidecar.before(api);
                RunningSidecar sidecar = first.startAgainWithin(MemoryAttack.HEAP_MEGABYTES)) {
            return new UnreadAttack(api, sidecar).run(plan.size(200, 12), plan.size(20, 2));
        }
    }

    private String run(int notes, int calls) {
        var user = SyncClient.of(api);
        String text = MemoryAttack.text(1_000_000);
        for (int note = 0; note < notes; note++) {
            Reply made = user.post("/v1/notes", "{\"content\":\"" + text + "\"}");
            require(made.status() == 201, "not made: " + made.status());
        }
        List<RawConnection> unread = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            unread.add(RawConnection.to(sidecar.server())
                    .send(request(user.token(), LIST).repeat(calls)));
        }
        int served = 0;
        for (int time = 0; time < 10; time++) {
            Reply listed = listed();
            require(listed.status() == 200 && listed.body().contains("structuredContent"), "not served: " + listed);
            served++;
        }
        unread.forEach(RawConnection::close);
        require(
                sidecar.program().isAlive(),
                "the sidecar ended:\n" + sidecar.program().output());
        return CLIENTS + " clients asked " + calls + " times each for " + notes
                + " notes of 1 MB and read nothing, at a" + " heap of " + MemoryAttack.HEAP_MEGABYTES + " MB: " + served
                + " calls of another user were served";
    }

    private Reply listed() {
        return Persistent.send(() -> {
            require(
                    sidecar.program().isAlive(),
                    "the sidecar ended:\n" + sidecar.program().output());
            return sidecar.server()
                    .send(Call.of("POST", "/mcp")
                            .with("Authorization", "Bearer " + small)
                            .with("Accept", "application/json")
                            .with("MCP-Protocol-Version", "2026-07-28")
                            .with("Mcp-Method", "tools/call")
                            .with("Mcp-Name", "list_notes")
                            .json(LIST_SMALL));
        });
    }

    private static String request(String token, String message) {
        return "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: list_notes\r\n"
                + "Authorization: Bearer " + token + "\r\nContent-Length: "
                + message.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + message;
    }

    private static String message(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments
                + ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"torture\",\"version\":\"1\"},"
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
