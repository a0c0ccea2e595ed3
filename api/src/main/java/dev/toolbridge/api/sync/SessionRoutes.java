package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.sync.SyncSessions.Found;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;

/// Begins, shows and ends sync sessions.
final class SessionRoutes {
    private static final String ALL = "/v1/sync/sessions";
    private static final String ONE = ALL + "/{id}";

    private final SyncSessions sessions;

    SessionRoutes(SyncSessions sessions) {
        this.sessions = sessions;
    }

    List<RouteLine<Caller>> routes() {
        Input input = Inputs.SYNC_SESSIONS;
        Output begun = Output.of(201, "The new session.", SyncSchemas.SESSION);
        Output shown = Output.of(200, "The session.", SyncSchemas.SESSION);
        Output ended = Output.empty(204, "The session is over.");
        return List.of(
                new RouteLine<>("POST", ALL, "begin_sync_session", Scope.SYNC, input, begun, this::begin),
                new RouteLine<>("GET", ONE, "get_sync_session", Scope.SYNC, input, shown, this::show),
                new RouteLine<>("DELETE", ONE, "end_sync_session", Scope.SYNC, input, ended, this::end));
    }

    private Answer begin(Caller caller, Request request) {
        SyncSession session = sessions.begin(caller);
        return Answer.json(201, body(caller, session)).header(WireHeader.SYNC_EPOCH, Integer.toString(session.epoch()));
    }

    private Answer show(Caller caller, Request request) {
        return Answer.json(200, body(caller, own(caller, request)));
    }

    private Answer end(Caller caller, Request request) {
        sessions.end(caller, own(caller, request));
        return Answer.empty(204);
    }

    private SyncSession own(Caller caller, Request request) {
        return switch (sessions.find(caller, request.parameter("id"))) {
            case Found.Own own -> own.session();
            case Found.Strangers _ -> throw Refusal.plain(ErrorCode.FORBIDDEN, "forbidden");
            case Found.Unknown _ -> throw Refusal.plain(ErrorCode.NOT_FOUND, "session not found or expired");
        };
    }

    private Object body(Caller caller, SyncSession session) {
        return Json.object()
                .put("id", sessions.text(caller, session))
                .put("userId", caller.user().toString())
                .put("createdAt", Times.rfc3339(session.createdAt().toEpochMilli()))
                .put("expiresAt", Times.rfc3339(session.expiresAt().toEpochMilli()))
                .put("epoch", session.epoch());
    }
}
