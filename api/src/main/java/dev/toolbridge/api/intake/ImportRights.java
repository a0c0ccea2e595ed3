package dev.toolbridge.api.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.ReviewPolicy;
import dev.toolbridge.contract.scope.Scope;
import java.util.Map;
import java.util.stream.Stream;

/// The rights to carry an import out, and to take it back: those of the person who orders it, at that time.
///
/// @param policy tells what programs must propose
public record ImportRights(ReviewPolicy policy) {

    /// Refuses a caller who may not write all that a plan holds.
    void requireStart(Caller caller, ObjectNode plan) {
        plurals(plan, "items").forEach(plural -> Scopes.require(caller, Scope.write(plural)));
        plurals(plan, "deleted").forEach(plural -> {
            Scopes.require(caller, Scope.write(plural));
            Scopes.require(caller, Scope.delete(plural));
        });
        policy.requireImport(caller, changes(plan), !plan.path("deleted").isEmpty());
        QuotaAccount.current().requireChange();
    }

    /// Refuses a caller who may not write and delete all that a plan held.
    void requireUndo(Caller caller, ObjectNode plan) {
        Stream.concat(plurals(plan, "items"), plurals(plan, "deleted")).forEach(plural -> {
            Scopes.require(caller, Scope.write(plural));
            Scopes.require(caller, Scope.delete(plural));
        });
        policy.requireImport(caller, Integer.MAX_VALUE, true);
    }

    private static Stream<String> plurals(ObjectNode plan, String member) {
        return plan.path(member).propertyStream().map(Map.Entry::getKey);
    }

    private static int changes(ObjectNode plan) {
        long items = Stream.of("items", "deleted")
                .flatMap(member -> plan.path(member).propertyStream())
                .mapToLong(count -> count.getValue().asLong())
                .sum();
        return Math.clamp(items, 0, Integer.MAX_VALUE);
    }
}
