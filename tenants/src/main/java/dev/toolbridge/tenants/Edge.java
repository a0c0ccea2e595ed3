package dev.toolbridge.tenants;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.readiness.DatabaseReadiness;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.Admitted;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.tenants.audit.RefusalTrail;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.caller.Callers;
import dev.toolbridge.tenants.caller.KnownSender;
import dev.toolbridge.tenants.caller.Senders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps before every route of the table, in this order: readiness, address, credential, rate, rights.
record Edge(Rates rates, Senders senders, Callers callers, RefusalTrail refusals, DatabaseReadiness readiness) {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    Route guarded(RouteLine<Caller> line) {
        return sheltered(line.servedBy(request -> admitted(line, request)));
    }

    /// The same route, which refuses requests while the database is not ready.
    Route sheltered(Route route) {
        return route.answeredBy(request -> {
            readiness.unchecked().ifPresent(reason -> {
                throw unavailable();
            });
            try {
                return route.endpoint().answer(request);
            } catch (DatabaseUnavailable unavailable) {
                LOG.warn("database unavailable", unavailable);
                readiness.ranInto(unavailable);
                throw unavailable();
            }
        });
    }

    private Answer admitted(RouteLine<Caller> line, Request request) {
        Admitted<KnownSender> admitted = recognised(line, request);
        return admitted.rate().shownOn(() -> {
            try {
                return answer(line, admitted.identity(), request);
            } catch (Refusal refusal) {
                if (refusal.code() == ErrorCode.FORBIDDEN) {
                    note(line, admitted.identity().actor(), refusal, request);
                }
                throw refusal;
            }
        });
    }

    private Admitted<KnownSender> recognised(RouteLine<Caller> line, Request request) {
        try {
            return rates.admit(request, line.rateClass(), senders::of);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.UNAUTHORIZED) {
                note(line, RefusalTrail.UNKNOWN, refusal, request);
            }
            throw refusal;
        }
    }

    /// An administrator gets 404 for what others own: to the audit log that is a refusal, too.
    private Answer answer(RouteLine<Caller> line, KnownSender sender, Request request) {
        Caller caller = callers.of(sender, request.correlationId());
        caller.require(line.scope());
        try {
            return line.answer(caller, request);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.NOT_FOUND && caller.organization().isPresent()) {
                note(line, sender.actor(), refusal, request);
            }
            throw refusal;
        }
    }

    private void note(RouteLine<Caller> line, String actor, Refusal refusal, Request request) {
        refusals.note(
                new RefusalTrail.Refused(actor, refusal.code().wireName(), line.method() + " " + line.path()),
                request.correlationId());
    }

    private static Refusal unavailable() {
        return Refusal.of(ErrorCode.UNAVAILABLE, "the database is unavailable")
                .header("Retry-After", RETRY_AFTER_SECONDS);
    }
}
