package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The OpenAPI 3.1 document, generated from the entity table and the route table.
public final class OpenApi {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private OpenApi() {}

    /// The document's JSON text.
    public static byte[] document(List<ApiRoute> routes, String version) {
        var document = Json.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", "ToolBridge").put("version", version);
        var paths = document.putObject("paths");
        routes.forEach(route -> operation(paths.withObjectProperty(route.path()), route));
        var components = document.putObject("components");
        components.set("schemas", schemas());
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer");
        document.putArray("security").addObject().putArray("bearer");
        return Json.bytes(document);
    }

    private static void operation(ObjectNode path, ApiRoute route) {
        var operation = path.putObject(route.method().toLowerCase(Locale.ROOT));
        String plural = route.path().split("/", -1)[2];
        operation.put("operationId", route.operation() + "_" + plural);
        operation.putArray("tags").add(plural);
        operation.put("description", "Needs the scope " + route.scope() + ".");
        parameters(operation, route);
        if (route.input().takesBody()) {
            OpenApiBodies.request(operation, route, plural);
        }
        OpenApiBodies.responses(operation.putObject("responses"), route);
    }

    private static void parameters(ObjectNode operation, ApiRoute route) {
        var parameters = operation.putArray("parameters");
        PLACEHOLDER.matcher(route.path()).results().forEach(match -> {
            var parameter = parameters.addObject().put("name", match.group(1)).put("in", "path");
            parameter.put("required", true).set("schema", OpenApiSchemas.pathParameter(match.group(1)));
        });
        route.input().parameters().forEach(one -> {
            var parameter = parameters.addObject().put("name", one.name()).put("in", one.in());
            parameter.put("description", one.meaning()).set("schema", OpenApiSchemas.string());
        });
    }

    private static ObjectNode schemas() {
        var schemas = Json.object();
        Entities.ALL.forEach(type -> {
            schemas.set(type.name() + "_fields", OpenApiSchemas.fields(type));
            schemas.set(type.name(), OpenApiSchemas.item(type));
            schemas.set(type.name() + "_page", OpenApiSchemas.page(type));
        });
        schemas.set("change", OpenApiSchemas.change());
        schemas.set("history", OpenApiSchemas.history());
        schemas.set("error", OpenApiSchemas.error(Arrays.asList(ErrorCode.values())));
        return schemas;
    }
}
