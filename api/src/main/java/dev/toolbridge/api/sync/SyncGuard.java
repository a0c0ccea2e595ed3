package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.SpaceState;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.api.route.SyncDemand;
import dev.toolbridge.api.sync.SyncSessions.Found;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.Optional;

/// Checks the sync session and the epoch of requests before anything else in them. Writes check the epoch once
/// more, in the transaction, so that no wipe can come between.
public final class SyncGuard {
    private static final int EPOCH_MISSING = 0;

    private final SyncSessions sessions;
    private final Spaces spaces;

    public SyncGuard(SyncSessions sessions, Spaces spaces) {
        this.sessions = sessions;
        this.spaces = spaces;
    }

    /// Refuses a request whose sync headers do not meet its route's conditions: 428, 403, then 409.
    public void require(Caller caller, Request request, SyncDemand demand) {
        switch (demand) {
            case NONE -> {}
            case IF_PRESENT -> requirePresent(caller, request);
            case SESSION -> requireSession(caller, request);
            case SESSION_AND_EPOCH -> {
                SpaceState space = requireSession(caller, request);
                requireEpoch(space, Parameters.epoch(request).orElse(EPOCH_MISSING));
            }
        }
    }

    private void requirePresent(Caller caller, Request request) {
        Optional<SpaceState> space = session(request).map(text -> own(caller, text));
        Parameters.epoch(request)
                .ifPresent(epoch ->
                        requireEpoch(space.orElseGet(() -> spaces.state(caller.space(), Optional.empty())), epoch));
    }

    private SpaceState requireSession(Caller caller, Request request) {
        String text = session(request)
                .orElseThrow(() -> Refusal.of(
                        ErrorCode.SYNC_SESSION_REQUIRED,
                        "X-Sync-Session header required. Please call POST /v1/sync/sessions to begin a session."));
        return own(caller, text);
    }

    private SpaceState own(Caller caller, String text) {
        return switch (sessions.find(caller, text)) {
            case Found.Own own -> own.space();
            case Found.Strangers _ ->
                throw Refusal.of(ErrorCode.FORBIDDEN, "Session does not belong to authenticated user.");
            case Found.Unknown _ ->
                throw Refusal.of(
                        ErrorCode.SYNC_SESSION_REQUIRED,
                        "Invalid or expired sync session. Please call POST /v1/sync/sessions to begin a new session.");
        };
    }

    private static Optional<String> session(Request request) {
        return request.header(WireHeader.SYNC_SESSION).filter(text -> !text.isBlank());
    }

    private static void requireEpoch(SpaceState space, int epoch) {
        if (space.epoch() != epoch) {
            throw Refusals.epochMismatch(space.epoch());
        }
    }
}
