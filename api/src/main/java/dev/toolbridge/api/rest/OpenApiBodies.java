package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;

/// The request bodies and the responses of the OpenAPI document.
final class OpenApiBodies {
    private static final String JSON = "application/json";

    private OpenApiBodies() {}

    static void request(ObjectNode operation, ApiRoute route, String plural) {
        var body = operation.putObject("requestBody").put("required", true);
        EntityType type = type(plural);
        ObjectNode schema =
                route.operation().equals("process") ? action(type) : OpenApiSchemas.reference(type.name() + "_fields");
        body.putObject("content").putObject(JSON).set("schema", schema);
    }

    static void responses(ObjectNode responses, ApiRoute route) {
        EntityType type = type(route.path().split("/", -1)[2]);
        String schema =
                switch (route.operation()) {
                    case "list" -> type.name() + "_page";
                    case "history" -> "history";
                    case "version" -> "change";
                    default -> type.name();
                };
        response(responses, "200", "The answer.", schema);
        if (route.operation().equals("create")) {
            response(responses, "201", "The new item.", schema);
        }
        if (route.operation().equals("get")) {
            responses.putObject("304").put("description", "The client has this version already.");
        }
        response(responses, "default", "A refusal.", "error");
    }

    private static void response(ObjectNode responses, String status, String description, String schema) {
        var response = responses.putObject(status).put("description", description);
        response.putObject("content").putObject(JSON).set("schema", OpenApiSchemas.reference(schema));
    }

    private static ObjectNode action(EntityType type) {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        var names = properties.putObject("action").put("type", "string").putArray("enum");
        type.actions().keySet().forEach(names::add);
        properties.putObject("metadata").put("type", "object");
        schema.putArray("required").add("action");
        return schema;
    }

    private static EntityType type(String plural) {
        return Entities.ALL.stream()
                .filter(one -> one.plural().equals(plural))
                .findFirst()
                .orElseThrow();
    }
}
