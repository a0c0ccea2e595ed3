package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.protocol.ProtocolError;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which tools an address offers: `?entities=notes,tasks&ops=list,get&readonly=true&exclude=delete_note`. What is
/// misspelt is refused, never ignored: a filter is somebody's guard.
record ToolFilter(Optional<Set<String>> entities, Set<Operation> operations, boolean readOnly, Set<String> excluded)
        implements Predicate<EntityTool> {
    private static final String ENTITIES = "entities";
    private static final String OPERATIONS = "ops";
    private static final String READ_ONLY = "readonly";
    private static final String EXCLUDE = "exclude";
    private static final List<String> NAMES = List.of(ENTITIES, OPERATIONS, READ_ONLY, EXCLUDE);

    /// Reads a filter for these tools.
    ///
    /// @throws ProtocolError naming what is misspelt and what could stand there
    static ToolFilter parse(SequencedMap<String, List<String>> query, Collection<EntityTool> tools) {
        query.keySet().forEach(name -> require(NAMES, name, "query parameter"));
        var plurals = names(tools, tool -> tool.type().plural());
        var verbs = Arrays.stream(Operation.values()).map(Operation::wireName).toList();
        var readOnly = values(query, READ_ONLY, List.of("true", "false"));
        Set<Operation> operations = values(query, OPERATIONS, verbs).stream()
                .flatMap(verb -> Operation.find(verb).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new ToolFilter(
                Optional.of(values(query, ENTITIES, plurals)).filter(named -> !named.isEmpty()),
                operations.isEmpty() ? Set.of(Operation.values()) : operations,
                readOnly.contains("true"),
                values(query, EXCLUDE, names(tools, EntityTool::name)));
    }

    @Override
    public boolean test(EntityTool tool) {
        return entities.map(named -> named.contains(tool.type().plural())).orElse(true)
                && operations.contains(tool.operation())
                && (!readOnly || tool.operation().reads())
                && !excluded.contains(tool.name());
    }

    private static Set<String> values(SequencedMap<String, List<String>> query, String name, Collection<String> known) {
        var values = new LinkedHashSet<String>();
        for (String list : query.getOrDefault(name, List.of())) {
            for (String value : list.split(",", -1)) {
                require(known, value.strip(), name);
                values.add(value.strip());
            }
        }
        return values;
    }

    private static List<String> names(Collection<EntityTool> tools, Function<EntityTool, String> name) {
        return tools.stream().map(name).distinct().toList();
    }

    private static void require(Collection<String> known, String value, String what) {
        if (!known.contains(value)) {
            throw ProtocolError.invalidParameters(
                    "unknown " + what + ": \"" + value + "\"; known are " + String.join(", ", known));
        }
    }
}
