package dev.toolbridge.api;

import dev.toolbridge.api.access.Admission;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Callers;
import dev.toolbridge.api.access.Identity;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.api.audit.AuditTrail;
import dev.toolbridge.api.route.SyncDemand;
import dev.toolbridge.api.sync.SyncGuard;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.PoolShare;
import dev.toolbridge.database.readiness.DatabaseReadiness;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.Admitted;
import dev.toolbridge.service.route.RouteLine;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The steps before every route of the table, in this order: readiness, address, token, user's rate, tenant,
/// scope, sync session, epoch, quotas. Then the route itself checks the names in the query.
///
/// @param admission address, token and rate
/// @param callers tenant
/// @param trail records new clients and refusals
/// @param quotas counts requests and tool calls
/// @param sync sync session and epoch
/// @param defaultTenant the tenant whose audit log records refusals to users without a tenant
/// @param readiness tells the reason why nothing can be served yet
record Edge(
        Admission admission,
        Callers callers,
        AuditTrail trail,
        QuotaParts quotas,
        SyncGuard sync,
        String defaultTenant,
        DatabaseReadiness readiness) {

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    Route guarded(RouteLine<Caller> route) {
        return sheltered(route.servedBy(request -> {
            Admitted<Identity> admitted = admission.admit(request, route.rateClass());
            return admitted.rate().shownOn(() -> answer(route, admitted.identity(), request));
        }));
    }

    /// The same route, which refuses requests while the database is not ready.
    Route sheltered(Route route) {
        return route.answeredBy(request -> {
            readiness.unchecked().ifPresent(Edge::refuseUnready);
            return available(route.endpoint(), request);
        });
    }

    private Answer available(Endpoint endpoint, Request request) {
        try {
            return endpoint.answer(request);
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("database unavailable", unavailable);
            readiness.ranInto(unavailable);
            throw unavailable();
        }
    }

    /// The caller of a line whose request is not answered by one endpoint, after the same checks.
    Caller admitted(RouteLine<Caller> route, Request request) {
        Identity identity = admission.admit(request, route.rateClass()).identity();
        return asCaller(route, identity, request, caller -> {
            var _ = quotas.count(caller);
            return caller;
        });
    }

    private Answer answer(RouteLine<Caller> route, Identity identity, Request request) {
        return asCaller(
                route,
                identity,
                request,
                caller -> PoolShare.heldFor(
                        caller.space(), () -> quotas.count(caller).shownOn(() -> route.answer(caller, request))));
    }

    private <T> T asCaller(RouteLine<Caller> route, Identity identity, Request request, Function<Caller, T> work) {
        try {
            Caller caller = callers.of(identity, request);
            name(caller);
            trail.see(caller);
            Scopes.require(caller, route.scope());
            sync.require(caller, request, SyncDemand.of(route.input()));
            return work.apply(caller);
        } catch (Refusal refusal) {
            if (refusal.code().status() == ErrorCode.FORBIDDEN.status()) {
                notice(route, identity, request, refusal.code());
            }
            throw refusal;
        }
    }

    private static void name(Caller caller) {
        MDC.put("tenant", caller.tenant());
        MDC.put("user", caller.user().toString());
        caller.claims().tool().ifPresent(tool -> MDC.put("tool", tool));
        caller.claims().run().ifPresent(run -> MDC.put("run", run));
    }

    /// Records a refusal in the log of the tenant that the credential names, never of the one that the header
    /// names: else any user could write into any tenant's log.
    private void notice(RouteLine<Caller> route, Identity identity, Request request, ErrorCode code) {
        String tenant = identity.boundTenant().orElse(defaultTenant);
        trail.refused(new AuditLog.Refusals(
                tenant,
                identity.subject(),
                code.wireName(),
                route.method() + " " + route.path(),
                1,
                request.correlationId()));
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
