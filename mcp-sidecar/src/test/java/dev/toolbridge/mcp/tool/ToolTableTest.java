package dev.toolbridge.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.mcp.access.Grant;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.access.SessionKey;
import dev.toolbridge.mcp.api.ApiAddress;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.tool.delivery.RecentCreates;
import dev.toolbridge.mcp.tool.entity.EntityTools;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A tool that belongs to no entity type, in one table with those of notes: it is listed, filtered, checked,
/// measured and answered like them.
class ToolTableTest {
    private static final ToolEntry GREETING = new ToolEntry(
            new ToolDefinition(
                    "greet",
                    "Greet",
                    "Greet somebody.",
                    List.of(Parameter.required("whom", Kind.TEXT)),
                    Schemas.of("type", "object")),
            "greetings",
            "notes:read",
            Effect.READS,
            ToolTableTest::greeting);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ToolTable table = table(Set.of());

    private static CallToolResult greeting(Arguments arguments, Call call, Narrowing narrowing) {
        return CallToolResult.builder()
                .addTextContent("Hello %s, says %s"
                        .formatted(
                                arguments.required("whom"),
                                call.principal().sessionKey().subject()))
                .isError(false)
                .build();
    }

    private ToolTable table(Set<String> onRequest) {
        var context = new ToolContext(new ApiClient(ApiAddress.at(URI.create("http://localhost"))), meters);
        var entries = new ArrayList<>(
                new EntityTools(context, new RecentCreates(InstantSource.system())).of(Entities.named("note")));
        entries.add(GREETING);
        return ToolTable.of(entries, onRequest, context);
    }

    private static Principal ann(String... scopes) {
        return new Principal(
                new SessionKey("issuer", "ann", Optional.empty(), Optional.empty()),
                Optional.empty(),
                new Grant(GrantedScopes.ofToken(Set.of(scopes))),
                Instant.MAX,
                new Principal.Shown(new Secret("a token"), false));
    }

    private ToolTable narrowed(String name, String value) {
        var query = new LinkedHashMap<String, List<String>>();
        query.put(name, List.of(value));
        return table.narrowed(query);
    }

    private static List<String> names(ToolTable tools, Principal principal) {
        return tools.list(principal).stream().map(Tool::name).toList();
    }

    private CallToolResult called(ObjectNode arguments) {
        return table.call("greet", arguments, Call.single(ann(), "id")).orElseThrow();
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    private long calls(String outcome) {
        return meters.get("toolbridge.mcp.tool.calls")
                .tags("tool", "greet", "outcome", outcome)
                .timer()
                .count();
    }

    @Test
    void itIsListedInItsPlaceAsItIsDefined() {
        assertThat(names(table, ann())).hasSize(9).startsWith("list_notes").endsWith("process_note", "greet");
        ObjectNode listed = Json.mapper().valueToTree(table.list(ann()).getLast());
        assertThat(Json.text(listed))
                .isEqualTo("{\"name\":\"greet\",\"title\":\"Greet\",\"description\":\"Greet somebody.\","
                        + "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"whom\":{\"type\":\"string\"}},"
                        + "\"required\":[\"whom\"]},\"outputSchema\":{\"type\":\"object\"},"
                        + "\"annotations\":{\"title\":\"Greet\",\"readOnlyHint\":true,\"destructiveHint\":false,"
                        + "\"idempotentHint\":true,\"openWorldHint\":false}}");
    }

    @Test
    void itsSubjectItsVerbAndItsEffectAreFilters() {
        assertThat(names(narrowed("entities", "greetings"), ann())).containsExactly("greet");
        assertThat(names(narrowed("ops", "greet,list"), ann())).containsExactly("list_notes", "greet");
        assertThat(names(narrowed("readonly", "true"), ann())).containsExactly("list_notes", "get_note", "greet");
        assertThat(names(narrowed("exclude", "greet"), ann())).hasSize(8);
    }

    @Test
    void toolsOnRequestAreListedForThoseWhoNameTheirSubject() {
        var hidden = table(Set.of("greetings"));
        assertThat(names(hidden, ann())).doesNotContain("greet");
        assertThat(hidden.offers("greet")).isFalse();
        var query = new LinkedHashMap<String, List<String>>();
        query.put("entities", List.of("greetings"));
        assertThat(names(hidden.narrowed(query), ann())).containsExactly("greet");
    }

    @Test
    void itIsNeitherListedNorCalledWithoutItsScope() {
        Principal writer = ann("tasks:write");
        assertThat(names(table, writer)).isEmpty();
        var call = Call.single(writer, "id");
        assertThatThrownBy(() -> table.call("greet", Json.object(), call))
                .isInstanceOfSatisfying(ProtocolError.class, error -> assertThat(error.stepUp())
                        .hasValueSatisfying(scopes -> assertThat(scopes).contains("notes:read")));
    }

    @Test
    void itIsCalledWithCheckedArgumentsAndMeasured() {
        CallToolResult result = called(Json.object().put("whom", "Bob"));
        assertThat(text(result)).isEqualTo("Hello Bob, says ann");
        assertThat(calls("done")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "uid"})
    void argumentsThatItDoesNotTakeAreRefused(String name) {
        CallToolResult result = called(Json.object().put(name, "Bob"));
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("whom is missing", "unknown argument " + name);
        assertThat(calls("refused")).isEqualTo(1);
    }
}
