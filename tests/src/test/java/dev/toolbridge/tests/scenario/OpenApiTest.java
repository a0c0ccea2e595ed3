package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The description that the server gives of itself is true.
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
            "GET /v1/%s/{uid}/history/{version}");

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

    @Test
    void everyReferenceInItLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
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

    private Set<String> operations() {
        var found = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return found;
    }
}
