package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.query.Aggregate;
import dev.toolbridge.api.query.AggregateText;
import dev.toolbridge.api.query.Aggregates.Groups;
import dev.toolbridge.api.query.Buckets;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.query.Spot;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.ParameterValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the questions of requests for groups, and writes their answers.
///
/// @param apart the query parameters that are no conditions; those of all aggregates are added
record AggregateAnswers(FieldNames fields, Set<String> apart, QueryContext context) {
    private static final int GROUPS_MAX = 1_000;
    private static final int GROUPS_USUAL = 100;

    private static final Set<String> OURS = Set.of(
            ParameterValues.LIMIT,
            AggregateParameters.SELECT.name(),
            AggregateParameters.ORDER.name(),
            AggregateParameters.FILL.name(),
            ApiParameters.ZONE.name());

    AggregateAnswers {
        apart = Stream.concat(OURS.stream(), apart.stream()).collect(Collectors.toUnmodifiableSet());
    }

    Aggregate question(Caller caller, Request request) {
        QueryContext zoned = FilterParameters.zoned(caller, request, context);
        Filter filter = FilterParameters.filter(request, fields, zoned, apart);
        var text = new AggregateText(fields);
        String select = AggregateParameters.SELECT.name();
        List<Aggregate.Column> columns =
                text.columns(select, request.queryValue(select).orElseThrow(() -> new Spot(select, 0)
                        .refusal("query parameter " + select + " is missing", "columns, as in status,count()")));
        String order = AggregateParameters.ORDER.name();
        List<Aggregate.Key> keys = request.queryValue(order)
                .map(value -> text.order(order, value, columns))
                .orElse(List.of());
        return new Aggregate(columns, filter, keys, limit(request), zoned.zone());
    }

    private static int limit(Request request) {
        int limit = request.queryValue(ParameterValues.LIMIT)
                .map(text -> ParameterValues.whole(text, 0))
                .orElse(GROUPS_USUAL);
        if (limit < 1 || limit > GROUPS_MAX) {
            throw new Spot(ParameterValues.LIMIT, 0)
                    .refusal("limit must be a whole number", "a whole number from 1 to " + GROUPS_MAX);
        }
        return limit;
    }

    static Answer answer(Request request, Aggregate aggregate, Groups groups) {
        List<byte[]> shown =
                ParameterValues.flag(request, AggregateParameters.FILL) ? filled(aggregate, groups) : groups.groups();
        var body = new JsonParts().add("{\"groups\":").array(shown, (group, out) -> out.add(group));
        body.add(",\"truncated\":" + groups.isTruncated() + ",\"tz\":")
                .add(Json.bytes(aggregate.zone().getId()));
        groups.from().ifPresent(from -> body.add(",\"from\":\"" + Times.rfc3339(from.toEpochMilli()) + "\""));
        return Answer.json(200, body.add("}").joined());
    }

    /// The groups with those of empty buckets between them: nothing counted, and no value of anything else.
    private static List<byte[]> filled(Aggregate aggregate, Groups groups) {
        List<String> starts = Buckets.of(aggregate, new Spot(AggregateParameters.FILL.name(), 0));
        String bucket = aggregate.onlyBucket().orElseThrow().name();
        Map<String, byte[]> found = new HashMap<>();
        for (byte[] group : groups.groups()) {
            found.put(parsed(group).path(bucket).asText(), group);
        }
        return starts.stream()
                .map(start -> found.getOrDefault(start, empty(aggregate, bucket, start)))
                .toList();
    }

    private static byte[] empty(Aggregate aggregate, String bucket, String start) {
        ObjectNode group = Json.object();
        for (Aggregate.Column column : aggregate.columns()) {
            if (column.name().equals(bucket)) {
                group.put(bucket, start);
            } else if (column instanceof Aggregate.Counted) {
                group.put(column.name(), 0);
            } else {
                group.putNull(column.name());
            }
        }
        return Json.bytes(group);
    }

    private static JsonNode parsed(byte[] group) {
        try {
            return Json.parse(group);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the database writes JSON only", impossible);
        }
    }
}
