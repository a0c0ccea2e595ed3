package dev.toolbridge.service.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.RouteTable;
import dev.toolbridge.service.route.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The OpenAPI 3.1 document of a server, generated from its route table and the schemas that the table names.
///
/// @param title the server's name
/// @param version the program's version
/// @param refusals the statuses with which a line may refuse
public record OpenApi(String title, String version, Function<RouteLine<?>, List<Refused>> refusals) {
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String TEXT = "text/plain";
    private static final String REFUSAL = "error";
    private static final String PROBLEM = "problem";
    private static final String REFUSALS = "#/components/responses/";
    private static final String SCHEMA = "schema";
    private static final String DESCRIPTION = "description";
    private static final long VERSION_MAX = 999_999_999_999_999_999L;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /// The document of a server whose routes refuse nothing of their own.
    public OpenApi(String title, String version) {
        this(title, version, Refused::by);
    }

    /// Shows the document to everybody.
    public Route route(RouteTable<?> table) {
        byte[] document = document(table);
        return new Route("GET", "/openapi.json", 0, _ -> Answer.json(200, document)).withoutQuery();
    }

    /// The document's JSON text.
    public byte[] document(RouteTable<?> table) {
        var document = Json.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", title).put("version", version);
        var paths = document.putObject("paths");
        table.lines().forEach(route -> operation(paths.withObjectProperty(route.path()), route));
        var components = document.putObject("components");
        var named = components.putObject("schemas");
        new TreeMap<>(table.schemas()).forEach(named::set);
        named.set(REFUSAL, refusal());
        named.set(PROBLEM, problem());
        refusals(components.putObject("responses"), table);
        var bearer = components.putObject("securitySchemes").putObject("bearer");
        bearer.put("type", "http").put("scheme", "bearer");
        document.putArray("security").addObject().putArray("bearer");
        return Json.bytes(document);
    }

    private void operation(ObjectNode path, RouteLine<?> route) {
        var operation = path.putObject(route.method().toLowerCase(Locale.ROOT));
        operation.put("operationId", route.operation());
        operation.putArray("tags").add(route.subject());
        operation.put(DESCRIPTION, right(route));
        if (route.scope().equals(RouteLine.OPEN)) {
            operation.putArray("security");
        }
        parameters(operation, route);
        if (route.input().bodySchema().isPresent()
                || !route.input().otherBodies().isEmpty()) {
            bodies(operation.putObject("requestBody").put("required", true).putObject("content"), route);
        }
        responses(operation.putObject("responses"), route);
    }

    private static void bodies(ObjectNode content, RouteLine<?> route) {
        route.input().bodySchema().ifPresent(schema -> {
            content.putObject(JSON).set(SCHEMA, Schema.reference(schema));
            if (route.method().equals("PATCH")) {
                content.putObject(MERGE_PATCH).set(SCHEMA, Schema.reference(schema));
            }
        });
        new TreeMap<>(route.input().otherBodies())
                .forEach((type, other) -> content.putObject(type).set(SCHEMA, Schema.reference(other)));
    }

    private static String right(RouteLine<?> route) {
        return switch (route.scope()) {
            case RouteLine.OPEN -> "Needs no credential.";
            case RouteLine.ANY_CREDENTIAL -> "Needs a credential of any scope.";
            default -> "Needs the scope " + route.scope() + ".";
        };
    }

    private static void parameters(ObjectNode operation, RouteLine<?> route) {
        var parameters = operation.putArray("parameters");
        PLACEHOLDER.matcher(route.path()).results().forEach(match -> {
            var parameter = parameters.addObject().put("name", match.group(1)).put("in", "path");
            parameter.put("required", true).set(SCHEMA, pathParameter(match.group(1)));
        });
        route.input().parameters().forEach(one -> {
            var parameter = parameters.addObject().put("name", one.name()).put("in", one.in());
            if (one.isRequired()) {
                parameter.put("required", true);
            }
            parameter.put(DESCRIPTION, one.meaning()).set(SCHEMA, one.schema());
        });
    }

    /// A placeholder means the same in all paths.
    private static ObjectNode pathParameter(String name) {
        return switch (name) {
            case "uid" -> Schema.uuid();
            case "version" -> Schema.whole(0, VERSION_MAX);
            case "number" -> Schema.whole(1, VERSION_MAX);
            case "run" -> Schema.text().put("minLength", 1);
            default -> Schema.text("^[A-Za-z0-9_-]+$", Parameter.SIGNED_LENGTH_MAX);
        };
    }

    private void responses(ObjectNode responses, RouteLine<?> route) {
        for (Output.Response one : route.output().responses()) {
            var response = responses.putObject(Integer.toString(one.status())).put(DESCRIPTION, one.meaning());
            one.schema().ifPresent(schema -> content(response.putObject("content"), one, schema));
        }
        for (Refused refused : refusals.apply(route)) {
            if (responses.get(refused.statusText()) instanceof ObjectNode own) {
                refuse(own, refused);
            } else {
                responses.set(refused.statusText(), Json.object().put("$ref", REFUSALS + refused.name()));
            }
        }
    }

    /// Plain text has no schema of its own.
    private static void content(ObjectNode content, Output.Response response, String schema) {
        for (String type : response.contentTypes()) {
            content.putObject(type).set(SCHEMA, type.equals(TEXT) ? Schema.text() : Schema.reference(schema));
        }
    }

    /// Each refusal once, for all routes that know it.
    private void refusals(ObjectNode named, RouteTable<?> table) {
        table.lines().stream()
                .flatMap(route -> refusals.apply(route).stream())
                .forEach(refused -> refuse(named.putObject(refused.name()), refused));
    }

    /// A refusal, beside what else may be answered with its status.
    private static void refuse(ObjectNode response, Refused refused) {
        var content = response.withObjectProperty("content");
        var json = content.withObjectProperty(JSON);
        var error = error(refused.form());
        json.set(SCHEMA, json.get(SCHEMA) instanceof ObjectNode own ? Schema.any(own, error) : error);
        if (refused.form() != Refused.Form.BRIEF) {
            content.putObject(PROBLEM_JSON).set(SCHEMA, Schema.reference(PROBLEM));
        }
        if (refused.form() == Refused.Form.PLAIN) {
            content.putObject(TEXT).set(SCHEMA, Schema.text());
        }
        String also = response.path(DESCRIPTION).asText("");
        response.put(DESCRIPTION, also.isEmpty() ? refused.meaning() : also + " " + refused.meaning());
    }

    private static ObjectNode error(Refused.Form form) {
        return switch (form) {
            case JSON, PLAIN -> Schema.reference(REFUSAL);
            case BRIEF -> Schema.reference(Refused.BRIEF);
            case BRIEF_OR_JSON -> Schema.any(Schema.reference(Refused.BRIEF), Schema.reference(REFUSAL));
        };
    }

    /// Facts of the refusal stand beside these members.
    private static ObjectNode refusal() {
        return Schema.object("error", "code", "correlation_id")
                .with("error", Schema.text())
                .with("code", code())
                .with("correlation_id", Schema.text())
                .schema();
    }

    /// The same facts under the names of RFC 9457, section 3.
    private static ObjectNode problem() {
        return Schema.object("type", "title", "status", "detail", "code", "correlation_id")
                .with("type", Schema.text())
                .with("title", Schema.text())
                .with("status", Schema.whole(400, 599))
                .with("detail", Schema.text())
                .with("code", code())
                .with("correlation_id", Schema.text())
                .schema();
    }

    private static ObjectNode code() {
        return Schema.choice(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList());
    }
}
