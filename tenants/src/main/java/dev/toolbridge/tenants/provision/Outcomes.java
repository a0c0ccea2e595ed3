package dev.toolbridge.tenants.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.identity.Outcome;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.PlacementOutcome;
import dev.toolbridge.tenants.router.RouteOutcome;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.Failure;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tenants.secret.SecretMove;
import java.time.Instant;
import java.util.function.Function;

/// The answers of the parts that tenants run on, as outcomes of steps.
final class Outcomes {
    private static final String TRY_AGAIN = "nothing: it is tried again; if it stays so, look at that part's log";
    private static final int LINES_SHOWN = 10;

    private Outcomes() {}

    static StepOutcome done() {
        return new StepOutcome.Done(Json.object());
    }

    static StepOutcome done(String name, String value) {
        return new StepOutcome.Done(Json.object().put(name, value));
    }

    static StepOutcome passing(String what, String why) {
        return new StepOutcome.Passing(new Problem(what, why, TRY_AGAIN));
    }

    static StepOutcome refused(String what, String why, String remedy) {
        return new StepOutcome.Refused(new Problem(what, why, remedy));
    }

    /// @param result the result of what is done
    static <T> StepOutcome of(Outcome<T> outcome, Function<T, ObjectNode> result) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> new StepOutcome.Done(result.apply(value));
            case Outcome.Refused<T>(String what, String why, String remedy) -> refused(what, why, remedy);
            case Outcome.Again<T>(String why, var after) ->
                new StepOutcome.Waiting(
                        new Problem("the identity provider", why, TRY_AGAIN),
                        Instant.now().plus(after));
        };
    }

    static StepOutcome of(PlacementOutcome outcome) {
        String what = "the tenant's database";
        return switch (outcome) {
            case PlacementOutcome.Done(var placement) -> done("external_id", placement.database());
            case PlacementOutcome.Gone _ -> done();
            case PlacementOutcome.Full(String cluster, int asked, int free) ->
                refused(
                        what,
                        "placement_full: the cluster " + cluster + " has " + free + " connections left, and " + asked
                                + " are needed",
                        "raise max_connections of the cluster, or remove tenants from it, then retry");
            case PlacementOutcome.TryAgain(String why) -> passing(what, why);
            case PlacementOutcome.Refused(String why) -> refused(what, why, "mend the cluster, then retry");
        };
    }

    static StepOutcome of(RouteOutcome outcome) {
        return switch (outcome) {
            case RouteOutcome.InForce _ -> done();
            case RouteOutcome.Refused(RouteOutcome.Reason reason) ->
                reason == RouteOutcome.Reason.PORT_TAKEN
                        ? passing("the tenant's route", reason.text())
                        : refused("the tenant's route", reason.text(), "free the name or the port, then retry");
        };
    }

    /// @param port the name of the port whose address the result has
    static StepOutcome of(Ensured ensured, String port) {
        return switch (ensured) {
            case Ensured.Ready(Observed instance, boolean _) ->
                new StepOutcome.Done(Json.object()
                        .put("external_id", instance.name().toString())
                        .put("address", address(instance, port)));
            case Ensured.Pending(Observed instance, String reason) ->
                passing("the program " + instance.name().process(), "it starts, and is not ready: " + reason);
            case Ensured.Failed(Failure failure) -> of(failure);
            case Ensured.Refused(String reason) ->
                refused("a program of the release", reason, "give a release that can be run");
        };
    }

    static StepOutcome of(Stopped stopped) {
        return switch (stopped) {
            case Stopped.Gone _ -> done();
            case Stopped.Remaining(String reason) -> passing("the programs of the tenant", reason);
        };
    }

    static StepOutcome of(SecretMove move) {
        return switch (move) {
            case SecretMove.Done _ -> done();
            case SecretMove.Illegal(String why) -> refused("the tenant's secrets", why, "offboard the tenant");
        };
    }

    static String address(Observed instance, String port) {
        var address = instance.addresses().get(port);
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static StepOutcome of(Failure failure) {
        var lines = failure.lastLines();
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        return refused(
                "the program " + failure.name().process(),
                "it does not stay up: " + failure.ending() + ". Its last lines:\n" + end,
                "mend what the lines say, then retry");
    }
}
