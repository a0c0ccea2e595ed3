package dev.toolbridge.api.account;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Ends the caller's own account. Only the person does that, right after a sign-in: no key, nobody who acts for the
/// person, no token with a part of the rights.
public final class AccountRoutes {
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final Accounts accounts;
    private final InstantSource clock;

    public AccountRoutes(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    public List<RouteLine<Caller>> routes() {
        Input order = Inputs.ACCOUNT_CHANGE.body(AccountSchemas.ORDER);
        Output receipt = Output.of(200, "The account has ended.", AccountSchemas.END);
        return List.of(new RouteLine<>("DELETE", "/v1/me", "end_account", Scope.OWN, order, receipt, this::end));
    }

    private Answer end(Caller caller, Request request) {
        requireFreshSignIn(caller);
        requireConfirmed(caller, request);
        AccountEnd end = accounts.end(caller);
        var receipt = Json.object()
                .put("user", caller.user().toString())
                .put("endedAt", Times.rfc3339(end.at().toEpochMilli()));
        end.wiped().deleted().forEach(receipt.putObject("deleted")::put);
        if (end.wiped().areMore()) {
            receipt.put("atLeast", true);
        }
        receipt.put("keys", end.keys()).put("sessions", end.sessions()).put("projects", end.projects());
        return Answer.json(200, receipt);
    }

    private void requireFreshSignIn(Caller caller) {
        boolean isFresh = caller.proof()
                .signedInAt()
                .filter(at -> at.plus(FRESH).isAfter(clock.instant()))
                .isPresent();
        if (!isFresh) {
            throw Refusal.of(
                            ErrorCode.FORBIDDEN,
                            "only the person ends an account, right after a sign-in: sign in, and send that token")
                    .fact("signedInWithinSeconds", FRESH.toSeconds());
        }
    }

    private static void requireConfirmed(Caller caller, Request request) {
        boolean isConfirmed =
                switch (JsonBody.parse(request)) {
                    case Body.Fields fields ->
                        fields.object().path(AccountSchemas.CONFIRM).asText().equals(caller.subject());
                    case Body.Bad bad -> throw bad.refusal();
                };
        if (!isConfirmed) {
            throw Refusal.of(
                            ErrorCode.INVALID_FIELD,
                            "confirm must be your subject, as GET /v1/me shows it; GET /v1/export gives you everything"
                                    + " that is deleted")
                    .fact("field", AccountSchemas.CONFIRM);
        }
    }
}
