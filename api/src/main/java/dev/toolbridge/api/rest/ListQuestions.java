package dev.toolbridge.api.rest;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.journal.Moment;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.OrderText;
import dev.toolbridge.api.query.Projection;
import dev.toolbridge.api.query.ProjectionText;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.query.Spot;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.ParameterValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the questions of requests about the items of a type.
///
record ListQuestions(EntityType type, QueryContext context) {
    private static final String USUAL_ORDER = "changed.asc";
    private static final String EXACT = "exact";

    /// The query parameters that are no conditions.
    private static final Set<String> RESERVED = Set.of(
            ParameterValues.LIMIT,
            ParameterValues.CURSOR,
            ApiParameters.ORDER.name(),
            ApiParameters.DELETED.name(),
            ListParameters.SELECT.name(),
            ListParameters.COUNT.name(),
            ApiParameters.AS_OF.name(),
            ApiParameters.ZONE.name());

    /// The parameters that do not belong to the question itself, or stand at its beginning.
    private static final Set<String> APART = Set.of(
            ParameterValues.LIMIT,
            ParameterValues.CURSOR,
            ApiParameters.ORDER.name(),
            ApiParameters.DELETED.name(),
            ListParameters.COUNT.name());

    ItemQuestion of(Caller caller, Request request) {
        QueryContext zoned = FilterParameters.zoned(caller, request, context);
        Filter filter = FilterParameters.filter(request, FieldNames.of(type), zoned, RESERVED);
        Optional<Moment> moment = AsOf.moment(request, zoned::days);
        if (moment.isPresent() && !filter.fullTexts().isEmpty()) {
            throw new Spot(FieldNames.TEXT.written(), 0)
                    .refusal("words are known of items as they are now, not as they were", "no asOf, or no text");
        }
        return new ItemQuestion(filter, order(request), selection(request), Parameters.includeDeleted(request), moment);
    }

    /// The text to which a cursor is bound. It is that of former releases for what they could be asked.
    String text(Request request) {
        String order = request.queryValue(ApiParameters.ORDER.name()).orElse(USUAL_ORDER);
        return "list " + type.name() + " " + order + " " + Parameters.includeDeleted(request)
                + FilterParameters.bound(request, APART);
    }

    /// True if the client wants to know how many items match (RFC 7240 for the header).
    static boolean wantsCount(Request request) {
        String count = request.queryValue(ListParameters.COUNT.name()).orElse("");
        if (!count.isEmpty() && !count.equals(EXACT)) {
            throw new Spot(ListParameters.COUNT.name(), 0).refusal("unknown count: " + count, EXACT);
        }
        boolean isPreferred = request.listHeader("Prefer").stream()
                .flatMap(preferences -> List.of(preferences.split(",")).stream())
                .anyMatch(preference -> preference.strip().equals("count=" + EXACT));
        return !count.isEmpty() || isPreferred;
    }

    private Order order(Request request) {
        return request.queryValue(ApiParameters.ORDER.name())
                .map(text -> new OrderText(FieldNames.of(type)).whole(ApiParameters.ORDER.name(), text))
                .orElseGet(Order::usual);
    }

    private Projection selection(Request request) {
        return request.queryValue(ListParameters.SELECT.name())
                .map(text -> new ProjectionText(FieldNames.of(type)).whole(ListParameters.SELECT.name(), text))
                .orElseGet(Projection.Everything::new);
    }
}
