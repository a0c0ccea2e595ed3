package dev.toolbridge.mcp.tool.entity;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.query.QueryArguments;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The arguments of an operation on the items of a type.
public final class Parameters {
    static final String UID = "uid";
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final String INCLUDE_DELETED = "include_deleted";
    static final String FIELDS = "fields";
    static final String FULL = "full";
    static final String FIELD = "field";
    static final String OFFSET = "offset";
    static final String LENGTH = "length";
    static final String ADDITIONAL_FIELDS = "additional_fields";
    static final String UPDATES = "updates";
    static final String IF_MATCH = "if_match";
    static final String ACTION = "action";
    static final String METADATA = "metadata";

    private static final Parameter ITEM = Parameter.required(UID, Kind.UID);
    private static final Parameter VERSION = Parameter.optional(IF_MATCH, Kind.WHOLE);
    private static final Parameter MORE_FIELDS = Parameter.optional(ADDITIONAL_FIELDS, Kind.JSON_OBJECT);

    private Parameters() {}

    static List<Parameter> of(Operation operation, EntityType type) {
        return switch (operation) {
            case LIST ->
                List.of(
                        Parameter.optional(LIMIT, Kind.WHOLE),
                        Parameter.optional(CURSOR, Kind.TEXT),
                        Parameter.optional(QueryArguments.FILTER, Kind.TEXT),
                        Parameter.optional(QueryArguments.ORDER, Kind.TEXT),
                        Parameter.optional(INCLUDE_DELETED, Kind.FLAG),
                        Parameter.optional(FIELDS, Kind.TEXTS),
                        Parameter.optional(FULL, Kind.FLAG));
            case GET ->
                List.of(
                        ITEM,
                        Parameter.optional(INCLUDE_DELETED, Kind.FLAG),
                        Parameter.optional(FIELD, Kind.TEXT),
                        Parameter.optional(OFFSET, Kind.WHOLE),
                        Parameter.optional(LENGTH, Kind.WHOLE));
            case CREATE ->
                Stream.concat(
                                shown(type).map(field -> forCreate(type, field)),
                                Stream.of(MORE_FIELDS, Parameter.optional(CallKeys.IDEMPOTENCY_KEY, Kind.TEXT)))
                        .toList();
            case UPDATE ->
                Stream.of(Stream.of(ITEM), ownFields(type), Stream.of(MORE_FIELDS, VERSION))
                        .flatMap(part -> part)
                        .toList();
            case PATCH -> List.of(ITEM, updates(type), VERSION);
            case DELETE, ARCHIVE -> List.of(ITEM, VERSION);
            case PROCESS ->
                List.of(
                        ITEM,
                        Parameter.choice(ACTION, type.actions().keySet()),
                        Parameter.optional(METADATA, Kind.JSON_OBJECT),
                        VERSION);
        };
    }

    private static Parameter updates(EntityType type) {
        return Parameter.object(UPDATES, shown(type).map(Parameter::of).toList());
    }

    /// The named fields that tell the required parent of an item.
    static Set<String> parentFields(EntityType type) {
        return switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> Set.of();
            case Parent.Required required -> Set.of(required.uidField());
            case Parent.Chosen chosen -> Set.of(chosen.typeField(), chosen.uidField());
        };
    }

    private static Parameter forCreate(EntityType type, Field field) {
        if (!parentFields(type).contains(field.name())) {
            return Parameter.of(field);
        }
        return type.parent() instanceof Parent.Chosen chosen
                        && chosen.typeField().equals(field.name())
                ? Parameter.choice(field.snakeName(), chosen.types())
                : Parameter.of(field).mandatory();
    }

    /// The fields without those of the parent: an update keeps an item in its place.
    private static Stream<Parameter> ownFields(EntityType type) {
        Set<String> parent = parentFields(type);
        return shown(type).filter(field -> !parent.contains(field.name())).map(Parameter::of);
    }

    /// The fields that are parameters of their own. One that names an item whose tools are listed on request only is
    /// sent among the other fields, so that the catalogue stays short.
    private static Stream<Field> shown(EntityType type) {
        return type.fields().stream().filter(field -> type.link()
                .filter(link -> link.uidField().equals(field.name()))
                .filter(link -> Entities.named(link.type()).toolsOnRequest())
                .isEmpty());
    }
}
