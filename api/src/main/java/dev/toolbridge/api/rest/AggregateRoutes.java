package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.query.Aggregate;
import dev.toolbridge.api.query.Aggregates;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.ReadableTypes;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts and sums: over the items of one type, of several types, and over the journal.
public final class AggregateRoutes {
    private static final String GROUPS = "groups";

    private static final Output ANSWER = Output.of(200, "The groups.", GROUPS);

    private final Aggregates aggregates;
    private final QueryContext context;

    public AggregateRoutes(Aggregates aggregates, QueryContext context) {
        this.aggregates = aggregates;
        this.context = context;
    }

    /// The schemas that the routes name.
    public static Map<String, ObjectNode> schemas() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(
                GROUPS,
                Schema.object(GROUPS, "truncated", "tz")
                        .with(GROUPS, Schema.arrayOf(Schema.of("object")))
                        .with("truncated", Schema.flag())
                        .with("tz", Schema.text())
                        .with("from", Schema.time())
                        .schema());
        return schemas;
    }

    public List<RouteLine<Caller>> routes() {
        var routes = new ArrayList<RouteLine<Caller>>();
        Entities.ALL.forEach(type -> routes.add(ofType(type)));
        routes.add(ofTypes());
        routes.add(ofChanges());
        return routes;
    }

    private RouteLine<Caller> ofType(EntityType type) {
        var answers = new AggregateAnswers(FieldNames.of(type), Set.of(), context);
        return new RouteLine<>(
                "GET",
                "/v1/" + type.plural() + "/aggregate",
                "aggregate_" + type.plural(),
                Scope.read(type.plural()),
                AggregateParameters.of(FieldNames.of(type)),
                ANSWER,
                (caller, request) -> items(caller, request, List.of(type), answers));
    }

    private RouteLine<Caller> ofTypes() {
        var fields = FieldNames.of(Entities.ALL);
        var answers = new AggregateAnswers(fields, Set.of(ReadableTypes.TYPES.name()), context);
        return new RouteLine<>(
                "GET",
                "/v1/aggregate",
                "aggregate",
                Scope.ANY_READ,
                AggregateParameters.of(fields, ReadableTypes.TYPES),
                ANSWER,
                (caller, request) -> items(caller, request, ReadableTypes.of(caller, request), answers));
    }

    private RouteLine<Caller> ofChanges() {
        var fields = FieldNames.ofJournal();
        var answers = new AggregateAnswers(fields, Set.of(ReadableTypes.TYPES.name()), context);
        return new RouteLine<>(
                "GET",
                "/v1/changes/aggregate",
                "aggregate_changes",
                Scope.ANY_READ,
                AggregateParameters.of(fields, ReadableTypes.TYPES),
                ANSWER,
                (caller, request) -> changes(caller, request, answers));
    }

    private Answer items(Caller caller, Request request, List<EntityType> types, AggregateAnswers answers) {
        Aggregate aggregate = answers.question(caller, request);
        return AggregateAnswers.answer(request, aggregate, aggregates.ofItems(caller.space(), types, aggregate));
    }

    private Answer changes(Caller caller, Request request, AggregateAnswers answers) {
        Aggregate aggregate = answers.question(caller, request);
        List<EntityType> types = ReadableTypes.of(caller, request);
        return AggregateAnswers.answer(request, aggregate, aggregates.ofChanges(caller.space(), types, aggregate));
    }
}
