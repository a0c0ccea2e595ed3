package dev.toolbridge.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Output;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The OpenAPI 3.1 document, generated from the route table and the schemas that it names.
public final class OpenApi {
    private static final String JSON = "application/json";
    private static final String REFUSAL = "error";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private OpenApi() {}

    /// The document's JSON text.
    public static byte[] document(List<ApiRoute> routes, Map<String, ObjectNode> schemas, String version) {
        var document = Json.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", "ToolBridge").put("version", version);
        var paths = document.putObject("paths");
        routes.forEach(route -> operation(paths.withObjectProperty(route.path()), route));
        var components = document.putObject("components");
        var named = components.putObject("schemas");
        schemas.forEach(named::set);
        named.set(REFUSAL, refusal());
        var bearer = components.putObject("securitySchemes").putObject("bearer");
        bearer.put("type", "http").put("scheme", "bearer");
        document.putArray("security").addObject().putArray("bearer");
        return Json.bytes(document);
    }

    private static void operation(ObjectNode path, ApiRoute route) {
        var operation = path.putObject(route.method().toLowerCase(Locale.ROOT));
        operation.put("operationId", route.operation());
        operation.putArray("tags").add(route.path().split("/", -1)[2]);
        operation.put("description", "Needs the scope " + route.scope() + ".");
        parameters(operation, route);
        route.input().bodySchema().ifPresent(schema -> {
            var body = operation.putObject("requestBody").put("required", true);
            body.putObject("content").putObject(JSON).set("schema", Schema.reference(schema));
        });
        responses(operation.putObject("responses"), route.output());
    }

    private static void parameters(ObjectNode operation, ApiRoute route) {
        var parameters = operation.putArray("parameters");
        PLACEHOLDER.matcher(route.path()).results().forEach(match -> {
            var parameter = parameters.addObject().put("name", match.group(1)).put("in", "path");
            parameter.put("required", true).set("schema", pathParameter(match.group(1)));
        });
        route.input().parameters().forEach(one -> {
            var parameter = parameters.addObject().put("name", one.name()).put("in", one.in());
            parameter.put("description", one.meaning()).set("schema", Schema.of("string"));
        });
    }

    private static ObjectNode pathParameter(String name) {
        return switch (name) {
            case "uid" -> Schema.uuid();
            case "version" -> Schema.of("integer");
            default -> Schema.of("string");
        };
    }

    private static void responses(ObjectNode responses, Output output) {
        for (Output.Response one : output.responses()) {
            var response = responses.putObject(Integer.toString(one.status())).put("description", one.meaning());
            one.schema().ifPresent(schema -> content(response, schema));
        }
        content(responses.putObject("default").put("description", "A refusal."), REFUSAL);
    }

    private static void content(ObjectNode response, String schema) {
        response.putObject("content").putObject(JSON).set("schema", Schema.reference(schema));
    }

    private static ObjectNode refusal() {
        var code = Schema.of("string");
        var names = code.putArray("enum");
        for (ErrorCode one : ErrorCode.values()) {
            names.add(one.wireName());
        }
        return Schema.object("error")
                .with("error", Schema.of("string"))
                .with("code", code)
                .with("correlation_id", Schema.of("string"))
                .schema();
    }
}
