package dev.toolbridge.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The body of a request for a key.
record KeyCommand(ObjectNode body) {
    static final int NAME_LENGTH_MAX = 100;

    /// @param schema names the members that the body may have: a misspelt one would leave its default
    static KeyCommand of(Request request, String schema) {
        if (request.body().length == 0) {
            return new KeyCommand(Json.object());
        }
        return switch (JsonBody.parse(request)) {
            case Body.Fields fields -> new KeyCommand(known(fields.object(), KeySchemas.members(schema)));
            case Body.Bad bad -> throw bad.refusal();
        };
    }

    private static ObjectNode known(ObjectNode body, Set<String> members) {
        if (!body.propertyStream().map(Map.Entry::getKey).allMatch(members::contains)) {
            throw invalid(
                    "body",
                    members.stream().sorted().collect(Collectors.joining(", ", "an object of ", " and nothing else")));
        }
        return body;
    }

    String name() {
        JsonNode name = body.path("name");
        if (!name.isTextual() || name.textValue().isBlank() || length(name.textValue()) > NAME_LENGTH_MAX) {
            throw invalid("name", "a text of 1 to " + NAME_LENGTH_MAX + " characters");
        }
        return name.textValue().strip();
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }

    /// The requested scopes, each of which the caller has; by default all of the caller's but those that reveal.
    Set<String> scopes(Caller caller) {
        Set<String> own = Scopes.ofKey(caller.rights());
        JsonNode asked = body.path("scopes");
        Set<String> scopes = asked.isMissingNode() || asked.isNull()
                ? own.stream()
                        .filter(Predicate.not(Scope.revealing()::contains))
                        .collect(Collectors.toUnmodifiableSet())
                : named(asked, caller.seat().isPresent());
        if (scopes.isEmpty() || !own.containsAll(scopes)) {
            throw invalid("scopes", "scopes that the caller has");
        }
        return scopes;
    }

    /// The known scopes in the list, each written out; empty when one is unknown.
    private static Set<String> named(JsonNode asked, boolean areOldKnown) {
        var names = new HashSet<String>();
        asked.forEach(scope -> {
            Set<String> old = areOldKnown ? OldScope.writtenOut(scope.asText()) : Set.of();
            names.addAll(old.isEmpty() ? Set.of(scope.asText()) : old);
        });
        boolean known = asked.isArray()
                && names.stream().allMatch(name -> Scope.known(name).isPresent());
        return known ? GrantedScopes.ofKey(names).named() : Set.of();
    }

    /// A number of days, from `min` to `max`.
    long days(String field, long min, long otherwise, long max) {
        JsonNode days = body.path(field);
        if (days.isMissingNode() || days.isNull()) {
            return otherwise;
        }
        BigDecimal number = days.isNumber() ? days.decimalValue() : BigDecimal.ONE.negate();
        if (number.compareTo(BigDecimal.valueOf(min)) < 0
                || number.compareTo(BigDecimal.valueOf(max)) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw invalid(field, "a whole number of days from " + min + " to " + max);
        }
        return number.longValueExact();
    }

    Optional<String> newName() {
        return body.has("name") ? Optional.of(name()) : Optional.empty();
    }

    private static Refusal invalid(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "invalid " + field)
                .fact("field", field)
                .fact("expected", expected);
    }
}
