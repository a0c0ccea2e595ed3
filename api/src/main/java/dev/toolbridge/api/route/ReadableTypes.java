package dev.toolbridge.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.MissingScope;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The entity types that a request is about: those that it names, or all that the caller may read.
public final class ReadableTypes {
    public static final Parameter TYPES = Parameter.query(
            "types",
            "The types to look at, with commas between them; without it all that the caller may read.",
            schema());

    private ReadableTypes() {}

    /// The schema of a list of types.
    ///
    /// @param others further names that the list may have
    public static ObjectNode schema(String... others) {
        String one = Stream.concat(Entities.ALL.stream().map(EntityType::name), Stream.of(others))
                .collect(Collectors.joining("|", "(", ")"));
        ObjectNode schema = Schema.text("^" + one + "(," + one + ")*$", Parameter.SIGNED_LENGTH_MAX);
        schema.putArray("examples").add(names(","));
        return schema;
    }

    /// The types of a request.
    ///
    /// @throws Refusal `forbidden` if the caller may not read one that is named
    public static List<EntityType> of(Caller caller, Request request) {
        Optional<String> named = request.queryValue(TYPES.name());
        if (named.isEmpty()) {
            return Entities.ALL.stream()
                    .filter(type -> caller.rights().contains(Scope.read(type.plural())))
                    .toList();
        }
        List<EntityType> types = Stream.of(named.get().split(",", -1))
                .distinct()
                .map(ReadableTypes::type)
                .toList();
        types.stream()
                .map(type -> Scope.read(type.plural()))
                .filter(scope -> !caller.rights().contains(scope))
                .findFirst()
                .ifPresent(scope -> {
                    throw MissingScope.refusal(scope);
                });
        return types;
    }

    private static EntityType type(String name) {
        return Entities.find(name).filter(type -> !type.isManaged()).orElseThrow(() -> Refusal.of(
                        ErrorCode.INVALID_PARAMETER, "unknown type: " + name)
                .fact("field", TYPES.name())
                .fact("expected", "some of " + names(", ")));
    }

    private static String names(String between) {
        return Entities.ALL.stream().map(EntityType::name).collect(Collectors.joining(between));
    }
}
