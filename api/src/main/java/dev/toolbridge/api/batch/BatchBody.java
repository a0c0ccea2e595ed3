package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.ArrayList;
import java.util.List;

/// The body of a batch request: `{"mode":…,"dryRun":…,"return":…,"operations":[…]}`.
///
/// @param isTrial true if everything is decided, and nothing stored
/// @param showsItems true if the answer shows the payloads of the items
record BatchBody(List<PlannedOperation> operations, BatchPlan.Mode mode, boolean isTrial, boolean showsItems) {
    static final int OPERATIONS_MAX = 500;

    private static final List<String> MEMBERS = List.of("mode", "dryRun", "return", "operations");

    BatchBody {
        operations = List.copyOf(operations);
    }

    static BatchBody parse(Request request, OperationReader reader) {
        JsonBody.wrongType(request).ifPresent(refusal -> {
            throw refusal;
        });
        ObjectNode body = JsonBody.object(request.body())
                .orElseThrow(
                        () -> Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON").fact("expected", "one JSON object"));
        BodyPlace.TOP.requireOnly(body, MEMBERS);
        BatchPlan.Mode mode = mode(body);
        boolean isTrial = isTrial(body);
        boolean showsItems = showsItems(body);
        return new BatchBody(operations(body, reader), mode, isTrial, showsItems);
    }

    /// The plan, with the fields of earlier versions.
    BatchPlan plan(Returns returns) {
        return new BatchPlan(operations.stream().map(returns::operation).toList(), mode, isTrial, showsItems);
    }

    /// True if it needs the fields of an earlier version.
    boolean returnsAny() {
        return operations.stream().anyMatch(operation -> operation.work() instanceof PlannedOperation.Return);
    }

    static List<PlannedOperation> operations(ObjectNode body, OperationReader reader) {
        BodyPlace place = BodyPlace.TOP.member("operations");
        String expected = "a list of 1 to " + OPERATIONS_MAX + " operations";
        if (!(body.get("operations") instanceof ArrayNode list) || list.isEmpty()) {
            throw place.invalid(expected);
        }
        if (list.size() > OPERATIONS_MAX) {
            throw place.invalid(ErrorCode.TOO_LARGE, expected);
        }
        var operations = new ArrayList<PlannedOperation>();
        for (JsonNode operation : list) {
            operations.add(reader.read(operations.size(), operation));
        }
        return operations;
    }

    private static BatchPlan.Mode mode(ObjectNode body) {
        String expected = "all or each";
        return switch (BodyPlace.TOP.text(body, "mode", expected).orElse("all")) {
            case "all" -> BatchPlan.Mode.ALL;
            case "each" -> BatchPlan.Mode.EACH;
            default -> throw BodyPlace.TOP.member("mode").invalid(expected);
        };
    }

    private static boolean isTrial(ObjectNode body) {
        JsonNode value = body.path("dryRun");
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw BodyPlace.TOP.member("dryRun").invalid("true or false");
        }
        return value.booleanValue();
    }

    private static boolean showsItems(ObjectNode body) {
        String expected = "minimal or items";
        return switch (BodyPlace.TOP.text(body, "return", expected).orElse("minimal")) {
            case "minimal" -> false;
            case "items" -> true;
            default -> throw BodyPlace.TOP.member("return").invalid(expected);
        };
    }
}
