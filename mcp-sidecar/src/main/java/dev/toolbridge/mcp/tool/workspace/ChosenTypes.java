package dev.toolbridge.mcp.tool.workspace;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.ToolRefusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types that a call is about.
///
/// @param named the types, in the order of the call; empty for all that the caller may read
record ChosenTypes(List<EntityType> named) {
    static final String TYPES = "types";

    ChosenTypes {
        named = List.copyOf(named);
    }

    /// Reads the argument `types`. Without it, an address that shows some types only still means no others.
    ///
    /// @throws ToolRefusal if a name is no type, or the address does not show it
    static ChosenTypes of(Arguments arguments, Call call, Narrowing narrowing) {
        List<EntityType> shown =
                Entities.ALL.stream().filter(type -> isShown(type, narrowing)).toList();
        List<String> names = arguments.texts(TYPES);
        if (!names.isEmpty()) {
            return new ChosenTypes(required(names, shown, call));
        }
        if (shown.size() == Entities.ALL.size()) {
            return new ChosenTypes(List.of());
        }
        List<EntityType> readable = shown.stream()
                .filter(type -> call.principal().allows(Scope.read(type.plural())))
                .toList();
        if (readable.isEmpty()) {
            throw new ToolRefusal("Nothing was read: this address shows no items that you may read.");
        }
        return new ChosenTypes(readable);
    }

    /// A type by its name, or by its name in the plural.
    static Optional<EntityType> find(String name) {
        return Entities.ALL.stream()
                .filter(type -> type.name().equals(name) || type.plural().equals(name))
                .findFirst();
    }

    private static List<EntityType> required(List<String> names, List<EntityType> shown, Call call) {
        List<EntityType> types = names.stream()
                .map(name -> find(name)
                        .filter(shown::contains)
                        .orElseThrow(() -> new ToolRefusal("Nothing was read: types has no %s; known are %s."
                                .formatted(name, joined(shown, ", ")))))
                .distinct()
                .toList();
        call.require(types.stream().map(type -> Scope.read(type.plural())).toList());
        return types;
    }

    private static boolean isShown(EntityType type, Narrowing narrowing) {
        return narrowing.admits(type.plural(), "list_" + type.plural())
                || narrowing.admits(type.plural(), "get_" + type.name());
    }

    /// The request about these types only.
    ApiRequest on(ApiRequest request) {
        return named.isEmpty() ? request : request.with(TYPES, joined(named, ","));
    }

    private static String joined(List<EntityType> types, String separator) {
        return types.stream().map(EntityType::name).collect(Collectors.joining(separator));
    }
}
