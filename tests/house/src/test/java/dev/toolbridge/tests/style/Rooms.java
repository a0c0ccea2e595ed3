package dev.toolbridge.tests.style;

import com.sun.source.tree.MethodTree;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sizes of the main code, by module and by room, which is a package.
record Rooms(List<Source> sources) {
    private static final int PERCENT = 100;
    private static final String OURS = "dev.toolbridge.";
    private static final String HEAD = """
            | %s | files | lines | lines of a file: median, p95, max | methods | lines of a method: median, p95, max \
            | comments |
            |---|---|---|---|---|---|---|
            """;

    Rooms {
        sources = sources.stream().filter(source -> !source.isTest()).toList();
    }

    String byModule() {
        return table("module", Rooms::module);
    }

    String byRoom() {
        return table("room", Rooms::room);
    }

    static String module(Source source) {
        return source.place().getName(0).toString();
    }

    /// The package without the root: `api.item`.
    static String room(Source source) {
        return source.packageName().replace(OURS, "");
    }

    private String table(String title, Function<Source, String> key) {
        return HEAD.replace("%s", title)
                + sources.stream()
                        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(part -> row(part.getKey(), part.getValue()))
                        .collect(Collectors.joining())
                + row("all", sources);
    }

    private static String row(String name, List<Source> part) {
        List<Integer> files =
                part.stream().map(source -> source.lines().size()).sorted().toList();
        List<Integer> methods = part.stream().flatMap(Rooms::methods).sorted().toList();
        int lines = files.stream().mapToInt(Integer::intValue).sum();
        long comments = part.stream()
                .flatMap(source -> source.lines().stream())
                .filter(line -> line.strip().startsWith("//"))
                .count();
        return Stream.of(
                        name,
                        files.size(),
                        lines,
                        spread(files),
                        methods.size(),
                        spread(methods),
                        comments * PERCENT / lines + " %")
                .map(Object::toString)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static Stream<Integer> methods(Source source) {
        return source.all(MethodTree.class).map(path -> Sizes.lines(source, (MethodTree) path.getLeaf()));
    }

    private static String spread(List<Integer> lengths) {
        return lengths.isEmpty()
                ? "–"
                : Figures.at(lengths, 50) + ", " + Figures.at(lengths, 95) + ", " + lengths.getLast();
    }
}
