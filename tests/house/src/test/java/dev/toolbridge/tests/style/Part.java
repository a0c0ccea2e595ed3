package dev.toolbridge.tests.style;

import java.util.List;
import java.util.stream.Stream;

/// A part of the house.
///
/// @param name its package below our root
/// @param imports the packages of ours that it may import, besides its own
/// @param forbidden packages, ours or others, that it must not import
record Part(String name, List<String> imports, List<String> forbidden) {

    Part {
        imports = List.copyOf(imports);
        forbidden = List.copyOf(forbidden);
    }

    static Part of(String name) {
        return new Part(name, List.of(), List.of());
    }

    Part mayImport(String... packages) {
        return new Part(
                name, Stream.concat(imports.stream(), Stream.of(packages)).toList(), forbidden);
    }

    Part never(String... packages) {
        return new Part(
                name,
                imports,
                Stream.concat(forbidden.stream(), Stream.of(packages)).toList());
    }
}
