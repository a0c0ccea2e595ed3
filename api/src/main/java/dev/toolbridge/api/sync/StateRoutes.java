package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.write.Wiped;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.Optional;

/// Tells the epoch of a space, and begins the next one.
final class StateRoutes {
    private static final String CONFIRMATION = "WIPE";

    private final Spaces spaces;
    private final Writes writes;

    StateRoutes(Spaces spaces, Writes writes) {
        this.spaces = spaces;
        this.writes = writes;
    }

    List<RouteLine<Caller>> routes() {
        Input wipe = Inputs.WIPE.body(SyncSchemas.WIPE);
        Input asked = Inputs.SYNC_STATE;
        Output state = Output.of(200, "Where the space stands.", SyncSchemas.STATE);
        Output wiped = Output.of(200, "The new epoch, and how much is gone.", SyncSchemas.WIPED);
        return List.of(
                new RouteLine<>("GET", "/v1/sync/state", "sync_state", Scope.SYNC, asked, state, this::state),
                new RouteLine<>("POST", "/v1/sync/wipe", "wipe", Scope.SYNC, wipe, wiped, this::wipe));
    }

    private Answer state(Caller caller, Request request) {
        var state = spaces.state(caller.space(), Optional.empty());
        var body = Json.object().put("epoch", state.epoch());
        state.lastWipe().ifPresent(wipe -> body.put(
                        "lastWipeAt", Times.rfc3339(wipe.at().toEpochMilli()))
                .put("lastWipeBy", wipe.by()));
        return Answer.json(200, body);
    }

    /// A caller who empties a space deletes everything in it, so needs that right as well.
    private Answer wipe(Caller caller, Request request) {
        Entities.ALL.forEach(type -> Scopes.require(caller, Scope.delete(type.plural())));
        if (caller.seat().filter(seat -> seat.role() != SpaceRole.OWNER).isPresent()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "only an owner empties a shared space");
        }
        switch (JsonBody.parse(request)) {
            case Body.Fields fields -> requireConfirmed(fields);
            case Body.Bad _ -> throw Refusal.of(ErrorCode.INVALID_JSON, "invalid request body");
        }
        return writes.wipe(caller, request, StateRoutes::wiped);
    }

    private static void requireConfirmed(Body.Fields fields) {
        if (!fields.object().path("confirm").asText("").equals(CONFIRMATION)) {
            throw Refusal.of(ErrorCode.INVALID_FIELD, "confirmation required: must send {\"confirm\":\"WIPE\"}")
                    .fact("field", "confirm");
        }
    }

    private static Answer wiped(Wiped wiped) {
        var body = Json.object().put("epoch", wiped.epoch());
        wiped.deleted().forEach(body.putObject("deleted")::put);
        if (wiped.areMore()) {
            body.put("atLeast", true);
        }
        return Answer.json(200, body);
    }
}
