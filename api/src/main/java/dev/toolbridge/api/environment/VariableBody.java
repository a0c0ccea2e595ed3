package dev.toolbridge.api.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bodies of requests that set variables. A refusal names a key, and never quotes a value.
final class VariableBody {
    static final int VALUE_BYTES_MAX = 65_536;
    static final int TEXT_LENGTH_MAX = 1_000;
    static final String VALUE = "value";
    static final String DOTENV = "dotenv";
    static final String VARIABLES = "variables";
    static final String DRY_RUN = "dryRun";
    static final String VALUE_EXPECTED = "a text of up to " + VALUE_BYTES_MAX + " bytes without NUL";
    static final List<String> FLAGS = List.of(Variable.IS_SECRET, Variable.IS_REQUIRED);
    static final List<String> TEXTS = List.of("description", "example");

    private VariableBody() {}

    /// Variables that are to be set together.
    record Import(List<VariableDraft> drafts, boolean isTrial) {}

    static boolean isValue(String text) {
        return text.indexOf('\0') < 0 && text.getBytes(StandardCharsets.UTF_8).length <= VALUE_BYTES_MAX;
    }

    /// One variable.
    static VariableDraft one(String key, Request request) {
        return draft(key, BodyFields.of(request, EnvironmentSchemas.all().get(EnvironmentSchemas.ORDER)));
    }

    /// Several variables: the text of a dotenv file, or an object of them by key.
    static Import many(Request request) {
        BodyFields body = BodyFields.of(request, EnvironmentSchemas.all().get(EnvironmentSchemas.IMPORT));
        Optional<String> dotenv = body.findText(DOTENV, _ -> true, "the text of a dotenv file");
        Optional<JsonNode> variables = body.find(VARIABLES);
        if (dotenv.isPresent() == variables.isPresent()) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "an import has either dotenv or variables");
        }
        List<VariableDraft> drafts = dotenv.map(VariableBody::assigned).orElseGet(() -> named(variables.orElseThrow()));
        if (drafts.size() > Variables.OF_ENVIRONMENT_MAX) {
            throw BodyFields.invalid(
                    dotenv.isPresent() ? DOTENV : VARIABLES, "up to " + Variables.OF_ENVIRONMENT_MAX + " variables");
        }
        return new Import(drafts, body.flag(DRY_RUN));
    }

    private static List<VariableDraft> assigned(String dotenv) {
        return Dotenv.read(dotenv).stream()
                .map(read -> new VariableDraft(read.key(), Optional.of(new Secret(read.value())), Json.object()))
                .toList();
    }

    private static List<VariableDraft> named(JsonNode variables) {
        if (!variables.isObject()) {
            throw BodyFields.invalid(VARIABLES, "an object of values, or of objects with a value, by key");
        }
        return variables.propertyStream().map(VariableBody::named).toList();
    }

    private static VariableDraft named(Map.Entry<String, JsonNode> one) {
        if (!VariableKey.isGood(one.getKey())) {
            throw BodyFields.invalid(VARIABLES, "keys of " + VariableKey.EXPECTED);
        }
        BodyFields within = BodyFields.within(one.getKey(), whole(one.getValue()), EnvironmentSchemas.order());
        return draft(one.getKey(), within);
    }

    /// A text alone is the value.
    private static JsonNode whole(JsonNode variable) {
        return variable.isTextual() ? Json.object().set(VALUE, variable) : variable;
    }

    private static VariableDraft draft(String key, BodyFields body) {
        Optional<Secret> value =
                body.findText(VALUE, VariableBody::isValue, VALUE_EXPECTED).map(Secret::new);
        ObjectNode about = body.object();
        about.remove(VALUE);
        FLAGS.forEach(name -> body.flag(name));
        TEXTS.forEach(name ->
                body.findText(name, VariableBody::isText, "a text of up to " + TEXT_LENGTH_MAX + " characters"));
        return new VariableDraft(key, value, about);
    }

    private static boolean isText(String text) {
        return text.length() <= TEXT_LENGTH_MAX && text.indexOf('\0') < 0;
    }
}
