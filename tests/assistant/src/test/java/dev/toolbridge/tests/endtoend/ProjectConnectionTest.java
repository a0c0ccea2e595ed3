package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.Assistant.Transport;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that are bound to a project, at a sidecar before the real API.
@Timeout(180)
class ProjectConnectionTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final String TOOLS_CHANGED = "notifications/tools/list_changed";
    private static final RunningApi API = RunningApi.instance();

    private static RunningSidecar sidecar;

    private final ProjectPeople people = new ProjectPeople();
    private final String red = people.project("red");
    private final String blue = people.project("blue");

    @BeforeAll
    static void start() {
        sidecar = RunningSidecar.before(API);
    }

    @AfterAll
    static void stop() {
        sidecar.close();
    }

    @Test
    void twoProjectsInTwoSessionsAtOnceStayApart() throws Exception {
        try (var ofRed = session("ann", red);
                var ofBlue = session("ann", blue);
                var own = new ProjectSession(sidecar, "/mcp", people.token("ann"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            own.begin();
            var running = new ArrayList<Future<JsonNode>>();
            for (int round = 0; round < 10; round++) {
                String title = "note " + round;
                running.add(threads.submit(() -> ofRed.call("create_note", Map.of("title", "red " + title))));
                running.add(threads.submit(() -> ofBlue.call("create_note", Map.of("title", "blue " + title))));
            }
            for (var one : running) {
                assertThat(one.get().path("isError").asBoolean())
                        .as("%s", one.get())
                        .isFalse();
            }
            String listed = ofRed.text("list_notes", Map.of());
            assertThat(listed)
                    .startsWith("project: " + red + "\n")
                    .contains("red note 9")
                    .doesNotContain("blue note");
            assertThat(ofBlue.text("list_notes", Map.of()))
                    .contains("blue note 9")
                    .doesNotContain("red note");
            assertThat(ofBlue.call("list_notes", Map.of())
                            .at("/structuredContent/project")
                            .asText())
                    .isEqualTo(blue);
            assertThat(own.text("list_notes", Map.of())).startsWith("No notes");
            assertThat(ofBlue.text("search", Map.of("q", "red"))).doesNotContain("red note");
            String uid = firstUid(ofRed);
            assertThat(own.text("get_note", Map.of("uid", uid))).startsWith("No note");
            assertThat(ofBlue.text("get_note", Map.of("uid", uid))).startsWith("project: " + blue + "\nNo note");
        }
    }

    @Test
    void whoIsNoMemberLearnsAsMuchAsOfNoProject() {
        Reply unknown =
                new ProjectSession(sidecar, "/mcp?project=no-such-" + people.mark(), people.token("bob")).open();
        Reply foreign = new ProjectSession(sidecar, "/mcp?project=" + red, people.token("bob")).open();
        assertThat(unknown.status()).as(unknown::toString).isEqualTo(400);
        assertThat(foreign.json()).isEqualTo(unknown.json());
        assertThat(foreign.body()).contains("no such project").doesNotContain(red);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project=",
                "project=%20",
                "project=a/b",
                "project=..%2Fnotes",
                "project=a&project=b",
                "projekt=a",
                "project=a%0Ab"
            })
    void refusesWhatNoAddressIs(String query) {
        Reply refused = new ProjectSession(sidecar, "/mcp?" + query, people.token("ann")).open();
        assertThat(refused.status()).as(refused::toString).isEqualTo(400);
    }

    @Test
    void aSessionKeepsItsProject() {
        try (var session = session("ann", red)) {
            String id = people.id(red);
            Map<String, ?> list = Map.of("name", "list_notes", "arguments", Map.of());
            assertThat(session.post("/mcp?project=" + id, "tools/call", list)
                            .at("/result/isError")
                            .asBoolean())
                    .isFalse();
            assertThat(session.post("/mcp", "tools/call", list)
                            .at("/result/structuredContent/project")
                            .asText())
                    .isEqualTo(red);
            Reply other = session.post("/mcp?project=" + blue, "tools/call", list);
            assertThat(other.status()).as(other::toString).isEqualTo(400);
            assertThat(other.body()).contains("another project");
            people.send(
                    "ann", Call.of("PATCH", "/v1/projects/" + id).json("{\"slug\":\"renamed-" + people.mark() + "\"}"));
            assertThat(session.text("create_note", Map.of("title", "still here")))
                    .contains("note");
        }
    }

    @Test
    void everyTransportAndBothErasAreBound() {
        try (var assistant = Assistant.connectAt(
                Transport.SSE, sidecar.server().address().toString(), "?project=" + red, people.token("ann"))) {
            assertThat(assistant
                            .call("create_note", Map.of("title", "by SSE"))
                            .path("project")
                            .asText())
                    .isEqualTo(red);
        }
        String message = """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_notes","arguments":{},"_meta":{
                "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                "io.modelcontextprotocol/clientInfo":{"name":"bound","version":"1"},
                "io.modelcontextprotocol/clientCapabilities":{}}}}""";
        Call stateless = Call.of("POST", "/bearer/mcp?project=" + people.id(red))
                .with("Accept", "application/json, text/event-stream")
                .with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", "tools/call")
                .with("Mcp-Name", "list_notes");
        Reply listed = people.at(sidecar, stateless.json(message), "ann");
        assertThat(listed.body()).contains("by SSE").contains(red);
        Reply face = people.at(
                sidecar,
                Call.of("POST", "/mcp/tools/call?project=" + red).json("{\"tool_name\":\"list_notes\",\"params\":{}}"),
                "ann");
        assertThat(face.at("/result/project").asText()).as(face::toString).isEqualTo(red);
        assertThat(people.at(sidecar, Call.of("GET", "/mcp/tools/list?project=" + red), "bob")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void pluginsChooseTheToolsAndChangesAreTold() throws Exception {
        try (var session = session("ann", red);
                var alone = new ProjectSession(sidecar, "/mcp?project=" + red, people.token("ann"))) {
            session.listen();
            alone.listenStandingAlone();
            List<String> all = tools(session);
            assertThat(all).hasSize(49).contains("list_chats");

            // The stream of changes may begin a little later than that of the client.
            Await.until(
                    WAIT_MAX,
                    () -> {
                        people.choose(red, "{\"preset\":\"developer\"}");
                        people.choose(red, "{\"preset\":\"founder\"}");
                        return session.hasHeard(TOOLS_CHANGED) && alone.hasHeard(TOOLS_CHANGED);
                    },
                    () -> "no change of the tools was told");
            assertThat(tools(session))
                    .contains("create_task", "list_milestones", "search")
                    .doesNotContain("list_notes");
            assertThat(session.call("create_note", Map.of("title", "x"))
                            .path("message")
                            .asText())
                    .contains("unknown tool");
            assertThat(session.text("search", Map.of("q", "red", "types", List.of("notes"))))
                    .doesNotContain("red note");
            people.choose(red, "{\"preset\":\"custom\",\"enabledPlugins\":[\"notes\"]}");
            Await.until(WAIT_MAX, () -> tools(session).size() == 8, () -> "" + tools(session));
            assertThat(session.context()).contains("# Project " + red).doesNotContain("## Tasks");
        }
    }

    @Test
    void theContextIsReadAndItsChangesAreTold() throws Exception {
        try (var session = session("ann", red)) {
            session.listen();
            assertThat(session.result("resources/list", Map.of()).toString()).contains("toolbridge://project/context");
            session.result("resources/subscribe", Map.of("uri", "toolbridge://project/context"));
            people.send("ann", Call.of("POST", "/v1/spaces/" + red + "/tasks").json("{\"title\":\"Choose a font\"}"));
            Await.until(
                    WAIT_MAX,
                    () -> session.hasHeard("toolbridge://project/context"),
                    () -> "no change of the context was told");
            assertThat(session.context()).contains("Choose a font").contains("Left out: nothing");
        }
        try (var own = new ProjectSession(sidecar, "/mcp", people.token("ann"))) {
            own.begin();
            assertThat(own.result("resources/read", Map.of("uri", "toolbridge://project/context"))
                            .path("message")
                            .asText())
                    .isEqualTo("resource not found");
        }
    }

    @Test
    void theNamesOfVariablesAreReadWithoutValuesAndTheirChangesAreTold() throws Exception {
        String uri = "toolbridge://project/environment";
        try (var session = session("ann", red)) {
            session.listen();
            assertThat(session.result("resources/list", Map.of()).toString()).contains(uri);
            session.result("resources/subscribe", Map.of("uri", uri));
            String staging = "/v1/projects/" + red + "/environment/staging/";
            people.send("ann", Call.of("PUT", staging + "FONT_TOKEN").json("{\"value\":\"a-value\"}"));
            people.send("ann", Call.of("PUT", staging + "FONT").json("{\"value\":\"a-value\",\"isRequired\":true}"));
            Await.until(WAIT_MAX, () -> session.hasHeard(uri), () -> "no change of the environment was told");
            assertThat(session.resource(uri))
                    .contains("## staging", "> - FONT_TOKEN; secret", "> - FONT; required", "## production")
                    .doesNotContain("a-value");
            people.choose(red, "{\"preset\":\"custom\",\"enabledPlugins\":[\"notes\"]}");
            Await.until(
                    WAIT_MAX,
                    () -> !session.result("resources/list", Map.of()).toString().contains(uri),
                    () -> "it stays listed");
            people.choose(red, "{\"preset\":\"developer\"}");
        }
    }

    @Test
    void aRemovedMembersOpenSessionSeesNothingMore() throws Exception {
        String code = people.send(
                        "ann",
                        Call.of("POST", "/v1/projects/" + red + "/invitations").json("{\"role\":\"developer\"}"))
                .at("/code")
                .asText();
        people.send("bob", Call.of("POST", "/v1/projects/join").json("{\"code\":\"" + code + "\"}"));
        try (var session = session("bob", red)) {
            session.listen();
            session.result("resources/subscribe", Map.of("uri", "toolbridge://changes"));
            session.call("create_note", Map.of("title", "before it"));
            Await.until(WAIT_MAX, () -> session.hasHeard("resources/updated"), () -> "nothing heard");

            String user =
                    people.send("bob", Call.of("GET", "/v1/me")).at("/user").asText();
            assertThat(people.send("ann", Call.of("DELETE", "/v1/projects/" + red + "/members/" + user))
                            .status())
                    .isEqualTo(204);
            JsonNode refused = session.call("list_notes", Map.of());
            assertThat(refused.toString()).contains("no such").doesNotContain("before it");
            assertThat(session.result("resources/read", Map.of("uri", "toolbridge://project/context"))
                            .toString())
                    .contains("no such");
            assertThat(session.call("create_note", Map.of("title", "after it")).toString())
                    .contains("no such");
        }
        assertThat(people.send("ann", Call.of("GET", "/v1/spaces/" + red + "/notes"))
                        .body())
                .contains("before it")
                .doesNotContain("after it");
    }

    private ProjectSession session(String user, String project) {
        var session = new ProjectSession(sidecar, "/mcp?project=" + project, people.token(user));
        JsonNode begun = session.begin();
        assertThat(begun.path("instructions").asText()).contains("works in the project " + project);
        return session;
    }

    private static List<String> tools(ProjectSession session) {
        return session.result("tools/list", Map.of())
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asText())
                .toList();
    }

    private static String firstUid(ProjectSession session) {
        return session.call("list_notes", Map.of())
                .at("/structuredContent/items/0/uid")
                .asText();
    }
}
