package dev.toolbridge.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two APIs and two sidecars behind a proxy with the configuration of the page of operations.
class ProxyTest {
    private static final int BURST = 40;
    private static final int CALLS = 12;
    private static final Server API = Server.onPort(Ports.free());
    private static final Server MCP = Server.onPort(Ports.free());
    private static final Server NGINX = Server.onPort(Ports.free());

    private static final List<AutoCloseable> RUNNING = new ArrayList<>();
    private static RunningApi first;
    private static RunningApi second;

    @BeforeAll
    static void start() {
        var plain = kept(ApiDatabase.fresh().start());
        var rates = Map.of(
                "RATE_LIMIT_REPLICAS", "2",
                "RATE_LIMIT_PER_MINUTE", "6",
                "RATE_LIMIT_BURST", Integer.toString(BURST));
        first = kept(plain.startAgain(rates));
        second = kept(plain.startAgain(rates));
        var one = kept(sidecar(plain, "mcp-1"));
        var two = kept(sidecar(plain, "mcp-2"));
        var haproxy = kept(Proxy.haproxy(Map.of(
                "bind :8080", "bind " + place(API),
                "bind :8001", "bind " + place(MCP),
                "10.0.0.11:8080", place(first.server()),
                "10.0.0.12:8080", place(second.server()),
                "10.0.0.11:8001", place(one.server()),
                "10.0.0.12:8001", place(two.server()))));
        haproxy.await(API);
        haproxy.await(MCP);
        kept(Proxy.nginx(Map.of(
                        "listen 8001", "listen " + place(NGINX),
                        "10.0.0.11:8001", place(one.server()),
                        "10.0.0.12:8001", place(two.server()))))
                .await(NGINX);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable running : RUNNING.reversed()) {
            running.close();
        }
    }

    @Test
    void restAndSyncGoToEitherServer() {
        var user = user();
        String uid = UUID.randomUUID().toString();
        String path = "/v1/notes/" + uid;

        assertThat(user.post("/v1/notes", "{\"uid\":\"" + uid + "\",\"title\":\"one\"}")
                        .status())
                .isEqualTo(201);
        for (int turn = 0; turn < 4; turn++) {
            assertThat(user.get(path).at("/uid").asText()).isEqualTo(uid);
            assertThat(user.get("/v1/sync/notes/pull?limit=5").status()).isEqualTo(200);
        }
    }

    @Test
    void aUserGetsNoMoreOfTwoServersThanOfOne() {
        var user = user();
        long allowed = IntStream.range(0, BURST * 2)
                .filter(_ -> user.get("/v1/notes").status() == 200)
                .count();

        assertThat(allowed).isBetween((long) BURST / 2, (long) BURST + 5);
        var reply = user.get("/v1/notes");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("X-RateLimit-Burst")).contains(Integer.toString(BURST));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionStaysWhereItIs(Assistant.Transport transport) {
        for (Server proxy : List.of(MCP, NGINX)) {
            try (var assistant = assistant(transport, proxy);
                    var other = assistant(transport, proxy)) {
                for (int call = 0; call < CALLS; call++) {
                    assistant.call("create_note", Map.of("title", "note " + call));
                    other.call("create_note", Map.of("title", "note " + call));
                }
                assertThat(assistant.call("list_notes", Map.of()).path("items")).hasSize(CALLS);
            }
        }
    }

    @Test
    void anIdNamesTheServerThatHasTheSession() {
        var ids = IntStream.range(0, 4)
                .mapToObj(_ -> MCP.send(Call.of("POST", "/mcp")
                                .with(
                                        "Authorization",
                                        "Bearer " + first.tokens().of("someone"))
                                .with("Accept", "application/json, text/event-stream")
                                .json("""
                                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",
                                "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"""))
                        .header("Mcp-Session-Id")
                        .orElseThrow()
                        .replaceFirst("\\..*", ""))
                .toList();

        assertThat(ids).contains("mcp-1", "mcp-2").containsOnly("mcp-1", "mcp-2");
    }

    private static SyncClient user() {
        return new SyncClient(API, first.tokens().of("user-" + UUID.randomUUID()), "", "").withSession();
    }

    private static Assistant assistant(Assistant.Transport transport, Server proxy) {
        return Assistant.connect(
                transport, proxy.address().toString(), first.tokens().of("assistant-" + UUID.randomUUID()));
    }

    private static RunningSidecar sidecar(RunningApi api, String name) {
        return RunningSidecar.before(
                api, Map.of("JWT_HS256_SECRET", api.tokens().secret(), "ENV", "dev", "TOOLBRIDGE_REPLICA", name));
    }

    private static String place(Server server) {
        return server.address().getAuthority();
    }

    private static <T extends AutoCloseable> T kept(T running) {
        RUNNING.add(running);
        return running;
    }
}
