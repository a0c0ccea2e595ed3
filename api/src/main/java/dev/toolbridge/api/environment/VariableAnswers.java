package dev.toolbridge.api.environment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.environment.Variables.Changed;
import dev.toolbridge.api.environment.Variables.Effect;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Variables as clients read them.
final class VariableAnswers {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String NO_STORE = "no-store";

    private static final List<String> SHOWN = List.of(
            Variable.KEY, Variable.IS_SECRET, Variable.IS_REQUIRED, "description", "example", Variable.VALUE_VERSION);

    private VariableAnswers() {}

    /// The variables of an environment.
    static Answer list(EnvironmentName environment, List<Variable> variables) {
        var body = Json.object().put(Variable.ENVIRONMENT, environment.wireName());
        var list = body.putArray(VariableBody.VARIABLES);
        variables.forEach(variable -> list.add(json(variable)));
        return Answer.json(OK, body).header("Cache-Control", NO_STORE);
    }

    /// A variable after a change, with its version as `ETag`.
    static Answer changed(Changed changed) {
        Variable variable = changed.variable();
        int status = changed.effect() == Effect.CREATED ? CREATED : OK;
        return Answer.json(status, json(variable)).header("ETag", "\"" + variable.version() + "\"");
    }

    /// The keys of several, by what became of each.
    static Answer imported(boolean isTrial, List<Changed> all) {
        var body = Json.object().put(VariableBody.DRY_RUN, isTrial);
        for (Effect effect : Effect.values()) {
            var keys = body.putArray(effect.name().toLowerCase(Locale.ROOT));
            all.stream()
                    .filter(changed -> changed.effect() == effect)
                    .map(changed -> changed.variable().key())
                    .forEach(keys::add);
        }
        return Answer.json(OK, body);
    }

    static Answer history(List<ValueVersion> versions) {
        var body = Json.object();
        var list = body.putArray(EnvironmentSchemas.VERSION_LIST);
        versions.forEach(version -> list.addObject()
                .put(Variable.VALUE_VERSION, version.number())
                .put("isCurrent", version.equals(versions.getFirst()))
                .put(Variable.IS_SECRET, version.isSecret())
                .put("setAt", time(version.setAt()))
                .put("setBy", version.setBy()));
        return Answer.json(OK, body);
    }

    static Answer revealed(EnvironmentName environment, List<Variable> variables) {
        var body = Json.object().put(Variable.ENVIRONMENT, environment.wireName());
        var list = body.putArray(VariableBody.VARIABLES);
        variables.forEach(variable -> list.addObject()
                .put(Variable.KEY, variable.key())
                .put(VariableBody.VALUE, variable.value().map(Secret::reveal).orElseThrow())
                .put(Variable.VALUE_VERSION, variable.valueVersion()));
        return Answer.json(OK, body).header("Cache-Control", NO_STORE);
    }

    private static ObjectNode json(Variable variable) {
        var json = Json.object().put("id", variable.uid().toString());
        for (String name : SHOWN) {
            if (variable.about().hasNonNull(name)) {
                json.set(name, variable.about().get(name));
            }
        }
        variable.value().ifPresent(value -> json.put(VariableBody.VALUE, value.reveal()));
        return json.put("version", variable.version()).put("updatedAt", time(variable.updatedAt()));
    }

    private static String time(Instant at) {
        return Times.rfc3339(at.toEpochMilli());
    }
}
