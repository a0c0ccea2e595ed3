package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Compares values with the schemas of a description, formats included.
final class SchemaCheck {
    private final Description description;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    SchemaCheck(Description description) {
        this.description = description;
    }

    /// The fault of a value, if it has one.
    Optional<String> complaint(JsonNode schema, JsonNode value) {
        List<Error> errors = schemas.computeIfAbsent(schema, one -> registry.getSchema(description.whole(one)))
                .validate(value);
        return errors.stream().map(Error::toString).reduce((left, right) -> left + "; " + right);
    }
}
