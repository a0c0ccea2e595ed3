package dev.toolbridge.api;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Callers;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.sync.SyncGuard;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.database.DatabaseUnavailable;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What stands before every route of the table, in this order: readiness, token, tenant, scope, sync session,
/// epoch.
final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Callers callers;
    private final SyncGuard sync;
    private final Supplier<Optional<String>> unready;

    Edge(Callers callers, SyncGuard sync, Supplier<Optional<String>> unready) {
        this.callers = callers;
        this.sync = sync;
        this.unready = unready;
    }

    Route guarded(ApiRoute route) {
        return new Route(route.method(), route.path(), route.input().bodyBytesMax(), request -> answer(route, request));
    }

    private Answer answer(ApiRoute route, Request request) {
        unready.get().ifPresent(Edge::refuseUnready);
        try {
            Caller caller = callers.of(request);
            MDC.put("tenant", caller.tenant());
            MDC.put("user", caller.user().toString());
            caller.claims().tool().ifPresent(tool -> MDC.put("tool", tool));
            caller.claims().run().ifPresent(run -> MDC.put("run", run));
            Scopes.require(caller, route.scope());
            sync.require(caller, request, route.input().sync());
            return route.endpoint().answer(caller, request);
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("database unavailable", unavailable);
            throw unavailable();
        }
    }

    private static void refuseUnready(String reason) {
        LOG.atInfo().addKeyValue("reason", reason).log("not ready");
        throw unavailable();
    }

    private static Refusal unavailable() {
        return Refusal.of(ErrorCode.UNAVAILABLE, "the database is unavailable")
                .header("Retry-After", RETRY_AFTER_SECONDS);
    }
}
