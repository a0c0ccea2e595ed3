package dev.toolbridge.service.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Route;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// All lines of a server that need a caller, and the schemas that they name.
///
/// @param <C> the server's callers
public record RouteTable<C>(List<RouteLine<C>> lines, SequencedMap<String, ObjectNode> schemas) {

    public RouteTable {
        lines = List.copyOf(lines);
        schemas = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(schemas));
        requireDifferent(lines, line -> line.method() + " " + line.path());
        requireDifferent(lines, RouteLine::operation);
        for (RouteLine<C> line : lines) {
            requireKnown(schemas, line);
        }
    }

    public static <C> RouteTable<C> of(List<RouteLine<C>> lines, Map<String, ObjectNode> schemas) {
        return new RouteTable<>(lines, new LinkedHashMap<>(schemas));
    }

    /// The same with one more line, and schemas that belong to it.
    public RouteTable<C> with(RouteLine<C> line, Map<String, ObjectNode> more) {
        var all = new LinkedHashMap<>(schemas);
        all.putAll(more);
        return new RouteTable<>(Stream.concat(lines.stream(), Stream.of(line)).toList(), all);
    }

    /// The lines as a server serves them.
    public List<Route> servedBy(Function<RouteLine<C>, Route> edge) {
        return lines.stream().map(edge).toList();
    }

    private static <C> void requireDifferent(List<RouteLine<C>> lines, Function<RouteLine<C>, String> name) {
        var names = new HashSet<String>();
        for (RouteLine<C> line : lines) {
            if (!names.add(name.apply(line))) {
                throw new IllegalArgumentException("two routes are called " + name.apply(line));
            }
        }
    }

    private static void requireKnown(Map<String, ObjectNode> schemas, RouteLine<?> line) {
        Stream.concat(
                        line.input().bodySchema().stream(),
                        line.output().responses().stream().flatMap(response -> response.schema().stream()))
                .filter(name -> !schemas.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(line.operation() + " names no schema: " + name);
                });
    }
}
