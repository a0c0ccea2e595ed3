package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The server's description of itself is true.
class OpenApiTest {
    private static final List<String> OPERATIONS = List.of(
            "GET /v1/%s",
            "POST /v1/%s",
            "GET /v1/%s/{uid}",
            "PUT /v1/%s/{uid}",
            "PATCH /v1/%s/{uid}",
            "DELETE /v1/%s/{uid}",
            "POST /v1/%s/{uid}/archive",
            "POST /v1/%s/{uid}/process",
            "GET /v1/%s/{uid}/history",
            "GET /v1/%s/{uid}/history/{version}",
            "GET /v1/%s/{uid}/history/{version}/diff",
            "POST /v1/%s/{uid}/restore");

    private final JsonNode document =
            RunningApi.instance().server().send(Call.of("GET", "/openapi.json")).json();

    @Test
    void itIsOpenApi31AndNeedsNoToken() {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.at("/info/version").asText()).isNotEmpty();
    }

    @Test
    void itNamesEveryOperationOfEveryEntityType() {
        Set<String> expected = Entities.ALL.stream()
                .flatMap(type ->
                        OPERATIONS.stream().map(operation -> String.format(Locale.ROOT, operation, type.plural())))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(operations()).containsAll(expected);
    }

    /// The references are texts; a batch also has a member of this name, which has a schema.
    @Test
    void everyReferenceInItLeadsSomewhere() {
        var references =
                document.findValues("$ref").stream().filter(JsonNode::isTextual).map(JsonNode::textValue);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyOperationIdIsUsedOnce() {
        assertThat(document.findValuesAsText("operationId")).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyOperationInItIsServed() {
        assertThat(operations()).allSatisfy(operation -> {
            String[] parts = operation.split(" ", 2);
            var path = parts[1].replaceAll("\\{[^}]+}", "0191a2b3-0000-7000-8000-000000000001");
            var reply =
                    RunningApi.instance().server().send(Call.of(parts[0], path).with("Accept", "application/json"));
            assertThat(reply.body()).as(operation).doesNotContain("no such path");
            assertThat(reply.status()).as(operation).isNotEqualTo(405).isLessThan(500);
        });
    }

    /// `-Dtoolbridge.update=true` writes the golden file anew, for a review.
    @Test
    void itIsAsTheGoldenFileShowsIt() throws IOException {
        Path golden = Checkout.file("tests/rest/src/test/resources/openapi.json");
        String shown = document.toPrettyString() + "\n";
        if (Boolean.getBoolean("toolbridge.update")) {
            Files.writeString(golden, shown);
        }
        assertThat(shown).isEqualTo(Files.readString(golden));
    }

    /// The description is as strict as the server, for the generators of clients.
    @Test
    void itIsAsStrictAsTheServer() {
        assertThat(parameter("GET", "/v1/notes/{uid}", "uid").path("format").asText())
                .isEqualTo("uuid");
        assertThat(parameter("GET", "/v1/notes", "status").path("pattern").asText())
                .startsWith("^(not\\.)?(eq|");
        assertThat(parameter("GET", "/v1/notes", "limit").toString())
                .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000,\"default\":500}");
        assertThat(parameter("POST", "/v1/notes", "Idempotency-Key")
                        .path("maxLength")
                        .intValue())
                .isEqualTo(255);
        assertThat(parameter("GET", "/v1/sync/changes", "latest").path("type").asText())
                .isEqualTo("boolean");
        assertThat(document.at("/components/schemas/comment_new/required")).hasSize(2);
        assertThat(document.at("/components/schemas/comment_new/properties/parentType/enum"))
                .hasSize(2);
        assertThat(document.at("/components/schemas/key_order/properties/expiresInDays/maximum")
                        .intValue())
                .isEqualTo(365);
        assertThat(document.at("/components/schemas/note_push/properties/items/items/properties/sync"
                                + "/properties/version/maximum")
                        .longValue())
                .isEqualTo(1L << 31);
    }

    @Test
    void itDescribesEveryFormOfARefusal() {
        JsonNode list = document.at("/paths/~1v1~1notes/get/responses");
        JsonNode unauthorized = document.at(list.at("/401/$ref").asText().substring(1) + "/content");
        assertThat(unauthorized.has("text/plain")).isTrue();
        assertThat(unauthorized.has("application/json")).isTrue();
        assertThat(unauthorized.has("application/problem+json")).isTrue();
        assertThat(list.has("default")).isFalse();
        JsonNode push =
                document.at("/paths/~1v1~1sync~1notes~1push/post/responses/400/content/application~1json/schema");
        assertThat(push.path("anyOf")).hasSize(2);
        assertThat(document.at("/paths/~1v1~1notes~1{uid}/patch/requestBody/content"))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("types")
    void itDescribesTheNamedFields(EntityType type) {
        var schema = document.at(
                "/paths/~1v1~1" + type.plural() + "/post/requestBody/content/application~1json/schema/$ref");
        var properties = document.at(schema.asText().substring(1) + "/properties");
        assertThat(type.fields()).allSatisfy(field -> assertThat(properties.has(field.name()))
                .as("%s of %s", field.name(), properties)
                .isTrue());
    }

    static Stream<EntityType> types() {
        return Entities.ALL.stream();
    }

    private JsonNode parameter(String method, String path, String name) {
        return document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("schema");
    }

    private Set<String> operations() {
        var found = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return found;
    }
}
