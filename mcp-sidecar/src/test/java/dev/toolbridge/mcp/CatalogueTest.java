package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The catalogue of tools as clients get it: golden files, cost, and the rules of schemas that every client
/// accepts. `-Dtoolbridge.update=true` writes the golden files again.
class CatalogueTest {
    private static final Path GOLDENS = Path.of("src/test/resources/tools");
    private static final int TOKENS_PER_TOOL_MAX = 165;

    private static final Encoding TOKENIZER =
            Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Sidecar
    private static TestServer server;

    @Test
    void toolsAreAsTheGoldenFilesShowThem() throws IOException {
        String all = Entities.ALL.stream().map(type -> type.plural()).collect(Collectors.joining(","));
        server.api.behave(request -> project(request.path(), Entities.PLUGINS));
        List<JsonNode> every = tools("?project=goldens&ui=true&entities=workspace,memory,proposals," + all);
        server.api.behave(_ -> Optional.empty());
        for (JsonNode tool : every) {
            Path golden = GOLDENS.resolve(tool.path("name").asText() + ".json");
            if (Boolean.getBoolean("toolbridge.update")) {
                Files.writeString(golden, pretty(tool));
            }
            assertThat(pretty(tool)).isEqualTo(Files.readString(golden));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                         48, 3650",
        "?readonly=true,                             13, 970",
        "'?entities=notes,tasks',                    16, 1300",
        "'?entities=notes,tasks&ops=list,get,create', 6, 530",
        "?entities=notes,                             8, 560",
        "?entities=comments,                          8, 600",
        "?entities=memory,                            3, 304",
        "?entities=proposals,                         1, 170",
        "?entities=workspace,                         5, 500",
        "'?ui=true&entities=notes,tasks',            29, 2100",
    })
    void theCatalogueIsLean(String query, int tools, int tokensMax) {
        int sum = 0;
        List<JsonNode> listed = tools(query);
        for (JsonNode tool : listed) {
            int tokens = TOKENIZER.countTokens(Json.text(whatModelsSee(tool)));
            assertThat(tokens).as("tokens of %s", tool.path("name")).isLessThanOrEqualTo(TOKENS_PER_TOOL_MAX);
            sum += tokens;
        }
        System.out.println("tokens of /mcp" + query + ": " + sum);
        assertThat(listed).hasSize(tools);
        assertThat(sum).isLessThanOrEqualTo(tokensMax);
    }

    /// The catalogue of a project: that of everybody, or of what its plugins choose.
    @ParameterizedTest
    @CsvSource({
        "all, '',                     49, 3650",
        "all, '&entities=memory',      4, 350",
        "all, '&entities=milestones',  8, 600",
        "'core,environment', '',      21, 1650",
        "'notes', '',                  8, 560",
        "'task_lists,later', '',       8, 700",
        "'', '',                       0, 0",
    })
    void aProjectHasTheToolsThatItsPluginsChoose(String plugins, String query, int tools, int tokensMax) {
        List<String> enabled = plugins.equals("all") ? Entities.PLUGINS : List.of(plugins.split(",", -1));
        server.api.behave(request -> project(request.path(), enabled));
        List<JsonNode> listed = tools("?project=p" + plugins.hashCode() + query);
        server.api.behave(_ -> Optional.empty());
        int sum = listed.stream()
                .mapToInt(tool -> TOKENIZER.countTokens(Json.text(whatModelsSee(tool))))
                .sum();
        System.out.println("tokens of a project with " + plugins + query + ": " + sum);
        assertThat(listed).hasSize(tools);
        assertThat(sum).isLessThanOrEqualTo(tokensMax);
        assertThat(listed.stream()
                        .flatMap(tool -> tool.at("/inputSchema/properties").propertyStream()))
                .noneMatch(property -> property.getKey().equals("project"));
    }

    private static Optional<Answer> project(String path, List<String> plugins) {
        if (path.endsWith("/mcp")) {
            var configuration = Json.object();
            plugins.forEach(configuration.putArray("enabledPlugins")::add);
            return Optional.of(Answer.json(200, configuration));
        }
        return path.startsWith("/v1/projects/")
                ? Optional.of(Answer.json(
                        200,
                        Json.object()
                                .put("id", path.substring(path.lastIndexOf("/") + 1))
                                .put("slug", "web-shop")))
                : Optional.empty();
    }

    @Test
    void toolsStandInTheOrderOfTheTable() {
        List<String> names =
                tools("").stream().map(tool -> tool.path("name").asText()).toList();
        assertThat(names)
                .startsWith(
                        "list_notes",
                        "get_note",
                        "create_note",
                        "update_note",
                        "patch_note",
                        "delete_note",
                        "archive_note",
                        "process_note",
                        "list_tasks")
                .endsWith(
                        "process_chat_message",
                        "search",
                        "count_items",
                        "apply_changes",
                        "edit_text",
                        "undo_run",
                        "remember",
                        "recall",
                        "forget")
                .hasSize(ToolCount.LISTED);
    }

    @Test
    void schemasAreOfTheKindThatEveryClientTakes() {
        for (JsonNode tool : tools("")) {
            for (String side : List.of("inputSchema", "outputSchema")) {
                JsonNode schema = tool.path(side);
                assertThat(schema.path("type").asText()).isEqualTo("object");
                assertThat(keywords(schema)).doesNotContainAnyElementsOf(Set.of("anyOf", "oneOf", "allOf", "$ref"));
            }
            assertThat(namelessObjects(tool.path("inputSchema"))).isEmpty();
            assertThat(tool.path("title").asText()).isNotBlank();
            JsonNode annotations = tool.path("annotations");
            for (String hint : List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
                assertThat(annotations.path(hint).isBoolean()).as(hint).isTrue();
            }
        }
    }

    /// Schemas of objects without named properties: some clients refuse them.
    private static List<JsonNode> namelessObjects(JsonNode schema) {
        boolean nameless = schema.path("type").asText().equals("object")
                && schema.path("properties").isEmpty();
        Stream<JsonNode> inner = schema.valueStream().flatMap(part -> namelessObjects(part).stream());
        return Stream.concat(nameless ? Stream.of(schema) : Stream.empty(), inner)
                .toList();
    }

    private static List<JsonNode> tools(String query) {
        var wire = Wire.connected(server.address("/mcp" + query), TestServer.token("ann"));
        JsonNode result = Wire.json(wire.post(wire.request("tools/list", "{}"))).path("result");
        return StreamSupport.stream(result.path("tools").spliterator(), false).toList();
    }

    private static ObjectNode whatModelsSee(JsonNode tool) {
        var seen = Json.object();
        for (String member : List.of("name", "description", "inputSchema")) {
            seen.set(member, tool.path(member));
        }
        return seen;
    }

    private static Set<String> keywords(JsonNode schema) {
        return Stream.concat(
                        schema.propertyStream().map(entry -> entry.getKey()),
                        schema.valueStream().flatMap(inner -> keywords(inner).stream()))
                .collect(Collectors.toSet());
    }

    private static String pretty(JsonNode value) throws JsonProcessingException {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }
}
