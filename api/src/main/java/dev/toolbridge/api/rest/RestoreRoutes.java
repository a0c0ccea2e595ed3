package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.EarlierFields;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.EntityTags;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.api.route.WholeNumbers;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.OptionalInt;

/// Brings an earlier version of an item back, as a new version.
public final class RestoreRoutes {
    private static final int OK = 200;
    private static final String EXPECTED = "a whole number from 1";

    private final Versions versions;
    private final Items items;
    private final Writes writes;

    public RestoreRoutes(EntityType type, Items items, Journal journal, Writes writes) {
        this.versions = new Versions(type, journal);
        this.items = items;
        this.writes = writes;
    }

    public List<RouteLine<Caller>> routes() {
        String plural = versions.type().plural();
        return List.of(new RouteLine<>(
                "POST",
                "/v1/" + plural + "/{uid}/restore",
                "restore_" + plural,
                Scope.write(plural),
                Inputs.CHANGE.body(HistorySchemas.RESTORE),
                Output.of(OK, "The item.", versions.type().name()),
                this::restore));
    }

    private Answer restore(Caller caller, Request request) {
        Key key = versions.key(request);
        long version = version(JsonBody.parse(request).fieldsOrRefuse());
        OptionalInt epoch = Parameters.epoch(request);
        if (epoch.isEmpty()) {
            epoch = OptionalInt.of(items.head(caller.space()).epoch());
        }
        var restore = new Mutation.Restore(
                key.uid(), version, new EarlierFields(versions.journal()).of(caller.space(), key, version));
        var write = new Write(versions.type(), restore, EntityTags.ifMatch(request));
        return writes.store(
                caller,
                request,
                new Writes.InEpoch<>(List.of(write), epoch),
                outcomes -> ItemAnswers.written(outcomes.getFirst(), OK));
    }

    private static long version(ObjectNode body) {
        return WholeNumbers.within(body.path(Versions.VERSION), 1, ApiParameters.NUMBER_MAX)
                .orElseThrow(
                        () -> Refusal.of(ErrorCode.INVALID_FIELD, "field " + Versions.VERSION + " must be " + EXPECTED)
                                .fact("field", Versions.VERSION)
                                .fact("expected", EXPECTED));
    }
}
