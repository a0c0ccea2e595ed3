package dev.toolbridge.mcp.tool.query;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.Advice;
import java.util.Optional;

/// The filter and the order of a call.
///
/// @param filter conditions, all of which must hold
/// @param order the keys of an order
public record QueryArguments(Optional<QueryText> filter, Optional<QueryText> order) {
    public static final String FILTER = "filter";
    public static final String ORDER = "order";

    /// The API's parameter for a tree of conditions that must all hold.
    private static final String ALL = "and";

    /// Reads the arguments of a call; an empty text is no argument.
    public static QueryArguments of(Arguments arguments, Spelling spelling) {
        return new QueryArguments(text(arguments, FILTER, spelling), text(arguments, ORDER, spelling));
    }

    private static Optional<QueryText> text(Arguments arguments, String name, Spelling spelling) {
        return arguments.text(name).filter(text -> !text.isBlank()).map(text -> QueryText.of(text, spelling));
    }

    /// The request with the conditions.
    public ApiRequest filtered(ApiRequest request) {
        return filter.map(text -> request.with(ALL, "(" + text.inApi() + ")")).orElse(request);
    }

    /// The refusal of a question that the API cannot read, if that is the failure.
    public Optional<ToolRefusal> refusal(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Refused refused && isOfQuestion(refused) ? fault(refused) : Optional.empty();
    }

    /// The refusal of an argument that the API cannot read.
    public static ToolRefusal fault(String argument, int position, ApiAnswer.Refused refused) {
        String expected = refused.facts().path("expected").asText("");
        return new ToolRefusal("Nothing was read: %s, position %s: %s%s. %s"
                .formatted(
                        argument,
                        position,
                        refused.text().replaceFirst(" in query parameter .+$", ""),
                        expected.isEmpty() ? "" : "; expected " + expected,
                        Advice.CORRECT));
    }

    private static boolean isOfQuestion(ApiAnswer.Refused refused) {
        return (refused.code() == ErrorCode.INVALID_PARAMETER || refused.code() == ErrorCode.UNSUPPORTED_OPERATOR)
                && refused.facts().path("position").isInt();
    }

    private Optional<ToolRefusal> fault(ApiAnswer.Refused refused) {
        int position = refused.facts().path("position").asInt();
        return switch (refused.facts().path("field").asText()) {
            case ALL -> filter.map(text -> fault(FILTER, text.sentAt(Math.max(0, position - 1)), refused));
            case ORDER -> order.map(text -> fault(ORDER, text.sentAt(position), refused));
            default -> Optional.empty();
        };
    }
}
