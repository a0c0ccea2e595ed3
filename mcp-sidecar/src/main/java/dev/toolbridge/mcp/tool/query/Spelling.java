package dev.toolbridge.mcp.tool.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.service.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of fields: tools write `due_date` where the API has `dueDate`. Names that are not ours stay as they are,
/// and so do the API's own.
public final class Spelling {
    /// The facts beside the payload, by the names that tools give them.
    private static final Map<String, String> FACTS = Map.of(
            "created_at", "createdAt",
            "updated_at", "updatedAt",
            "deleted_at", "deletedAt",
            "changed_by", "changedBy",
            "changed_through", "changedThrough");

    private final Map<String, String> names;

    private Spelling(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    /// The names of the fields of a type.
    public static Spelling ofPayload(EntityType type) {
        return new Spelling(type.fields().stream().collect(Collectors.toMap(Field::snakeName, Field::name)));
    }

    /// The names that questions about items of these types can use. A name that would mean different fields of
    /// different types is left as it is.
    public static Spelling ofQueries(List<EntityType> types) {
        var names = new HashMap<>(FACTS);
        types.stream()
                .flatMap(Spelling::fieldNames)
                .distinct()
                .collect(Collectors.groupingBy(Field::snake, Collectors.toSet()))
                .forEach((snake, meant) -> add(names, snake, meant));
        return new Spelling(names);
    }

    private static void add(Map<String, String> names, String snake, Set<String> meant) {
        if (meant.size() == 1) {
            names.putIfAbsent(snake, meant.iterator().next());
        }
    }

    private static Stream<String> fieldNames(EntityType type) {
        Stream<String> set = Stream.concat(Stream.of(type.archive()), type.actions().values().stream())
                .map(Edit::fields)
                .map(Map::keySet)
                .flatMap(Collection::stream);
        return Stream.concat(type.fields().stream().map(Field::name), set);
    }

    /// The API's name for a name that an assistant wrote.
    public String inApi(String name) {
        return names.getOrDefault(name, name);
    }

    /// The same fields under the API's names.
    public ObjectNode inApi(ObjectNode fields) {
        var respelt = Json.object();
        fields.properties().forEach(field -> respelt.set(inApi(field.getKey()), field.getValue()));
        return respelt;
    }
}
