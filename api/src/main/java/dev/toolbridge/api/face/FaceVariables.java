package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.environment.Variable;
import dev.toolbridge.api.environment.Variables;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// The environment variables of a project with their values. Secret values are shown to credentials that may reveal
/// them, and the audit log tells of it; others read a mask.
record FaceVariables(Variables variables) {
    static final String MASK = "***REDACTED***";
    static final String NAME = "environment_variables";

    /// The variables of some environments.
    ArrayNode shown(Caller inside, List<EnvironmentName> environments) {
        ArrayNode list = Json.mapper().createArrayNode();
        environments.forEach(
                environment -> of(inside, environment).forEach(variable -> add(list, environment, variable)));
        return list;
    }

    private List<Variable> of(Caller inside, EnvironmentName environment) {
        List<Variable> masked = variables.list(inside, environment);
        boolean hasSecret = masked.stream().anyMatch(Variable::isSecret);
        return hasSecret && mayReveal(inside, environment)
                ? variables.reveal(inside, environment, Optional.empty())
                : masked;
    }

    private static boolean mayReveal(Caller inside, EnvironmentName environment) {
        return Scopes.has(inside, Scope.ENVIRONMENT_REVEAL)
                && (environment != EnvironmentName.PRODUCTION
                        || Scopes.has(inside, Scope.ENVIRONMENT_REVEAL_PRODUCTION));
    }

    private static void add(ArrayNode list, EnvironmentName environment, Variable variable) {
        var json = list.addObject()
                .put("key", variable.key())
                .put("value", variable.value().map(Secret::reveal).orElse(MASK))
                .put("is_secret", variable.isSecret())
                .put("environment", environment.wireName());
        if (variable.value().isEmpty()) {
            json.put("masked", true);
        }
    }
}
