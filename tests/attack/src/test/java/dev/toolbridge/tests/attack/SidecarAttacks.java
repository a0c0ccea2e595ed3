package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.foiled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Attacks on the MCP server, which has a session of its own beside the token.
final class SidecarAttacks {
    private static final String MCP = "/mcp";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}";
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},
             "clientInfo":{"name":"a","version":"1"}}}""";

    static final List<Attack> ALL = List.of(
            foiled(1, "no credential at the MCP server", _ -> assertChallenged(message(LIST))),
            foiled(3, "a forged token at the MCP server", _ -> assertChallenged(as(forged(), message(LIST)))),
            foiled(13, "a token without an end at the MCP server", _ -> assertChallenged(as(endless(), message(LIST)))),
            foiled(46, "somebody else's MCP session", _ -> othersSession()),
            foiled(47, "an MCP session without a token", _ -> sessionAlone()),
            foiled(
                    50,
                    "the token in the query at the MCP server",
                    _ -> assertChallenged(new Call(
                            "POST",
                            MCP + "?access_token=" + token("ann"),
                            message(LIST).headers(),
                            message(LIST).body()))),
            foiled(55, "tool arguments that name a tenant or a user", _ -> argumentsOfPower()));

    private SidecarAttacks() {}

    private static Call message(String body) {
        return Call.of("POST", MCP)
                .with("Accept", "application/json, text/event-stream")
                .json(body);
    }

    private static Call as(String token, Call call) {
        return Grounds.as(call, token);
    }

    private static Reply send(Call call) {
        return OneForAll.SIDECAR.server().send(call);
    }

    private static String token(String user) {
        return RunningApi.instance().tokens().of(user);
    }

    private static String forged() {
        return new Tokens("a secret that is long enough but another").of("ann");
    }

    private static String endless() {
        Map<String, Object> claims = RunningApi.instance().tokens().claims("ann");
        claims.remove("exp");
        return RunningApi.instance().tokens().sign(claims);
    }

    private static void assertChallenged(Call call) {
        var reply = send(call);
        assertThat(reply.status()).as(reply::toString).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    private static String session(String token) {
        var begun = send(as(token, message(INITIALIZE)));
        assertThat(begun.status()).as(begun::toString).isEqualTo(200);
        return begun.header("Mcp-Session-Id").orElseThrow();
    }

    private static void othersSession() {
        String owner = token("user-" + UUID.randomUUID());
        String session = session(owner);
        String stranger = token("user-" + UUID.randomUUID());
        assertThat(send(as(stranger, message(LIST)).with("Mcp-Session-Id", session))
                        .status())
                .isEqualTo(404);
        for (String method : List.of("GET", "DELETE")) {
            var call = Call.of(method, MCP).with("Accept", "text/event-stream").with("Mcp-Session-Id", session);
            assertThat(send(as(stranger, call)).status()).as(method).isEqualTo(404);
        }
        assertThat(send(as(owner, message(LIST)).with("Mcp-Session-Id", session))
                        .status())
                .isEqualTo(200);
    }

    private static void sessionAlone() {
        String session = session(token("user-" + UUID.randomUUID()));
        assertChallenged(message(LIST).with("Mcp-Session-Id", session));
        assertChallenged(Call.of("DELETE", MCP).with("Mcp-Session-Id", session));
    }

    /// The note is the caller's own, for any arguments.
    private static void argumentsOfPower() {
        String victim = "user-" + UUID.randomUUID();
        String mine = token("user-" + UUID.randomUUID());
        String session = session(mine);
        String arguments = "{\"title\":\"planted\",\"tenant_id\":\"org_x\",\"user_id\":\"" + victim
                + "\",\"url\":\"file:///etc/passwd\"}";
        String create = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\","
                + "\"params\":{\"name\":\"create_note\",\"arguments\":" + arguments + "}}";
        var reply = send(as(mine, message(create)).with("Mcp-Session-Id", session));
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(reply.body()).doesNotContain("root:", "org_x");
        var notes = RunningApi.instance().server().send(Grounds.list(token(victim)));
        assertThat(notes.at("/items")).as(notes::toString).isEmpty();
    }

    private static final class OneForAll {
        private static final RunningSidecar SIDECAR = RunningSidecar.before(RunningApi.instance());
    }
}
