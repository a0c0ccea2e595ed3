package dev.toolbridge.tests.style;

import com.sun.source.tree.MethodTree;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The code in figures: the lengths of its files and methods, and the cost of one entity type.
record Figures(List<Source> sources) {

    private static final String ENTITY_PACKAGE = "dev.toolbridge.contract.entity";
    private static final Set<String> CARRIERS = Set.of(
            "dev.toolbridge.contract",
            ENTITY_PACKAGE,
            "dev.toolbridge.api.rest",
            "dev.toolbridge.api.route",
            "dev.toolbridge.api.sync",
            "dev.toolbridge.api.item",
            "dev.toolbridge.api.journal",
            "dev.toolbridge.api.store",
            "dev.toolbridge.mcp.tool");
    private static final Set<String> NOT_ENTITY_TYPES = Set.of("Entities.java", "package-info.java");

    Figures {
        sources = List.copyOf(sources);
    }

    /// The figures as a Markdown table.
    String table() {
        return Stream.of(
                        row("what", "main", "tests"),
                        row("---", "---", "---"),
                        row("files", files(false).size(), files(true).size()),
                        row("lines", sum(files(false)), sum(files(true))),
                        row("lines a file, median and p95", spread(files(false)), spread(files(true))),
                        row("lines a method, median and p95", spread(methods(false)), spread(methods(true))),
                        row("lines of an entity type, median", at(entityTypes(), 50), ""),
                        row(
                                "lines of the code that carries the entities: REST, sync, storage, tools",
                                sum(carriers()),
                                ""))
                .collect(Collectors.joining());
    }

    private static String row(String what, Object main, Object tests) {
        return "| " + what + " | " + main + " | " + tests + " |\n";
    }

    private List<Integer> carriers() {
        return lengths(source -> !source.isTest() && CARRIERS.contains(source.packageName()));
    }

    private List<Integer> files(boolean ofTests) {
        return lengths(source -> source.isTest() == ofTests);
    }

    private List<Integer> methods(boolean ofTests) {
        return sources.stream()
                .filter(source -> source.isTest() == ofTests)
                .flatMap(source ->
                        source.all(MethodTree.class).map(path -> Sizes.lines(source, (MethodTree) path.getLeaf())))
                .sorted()
                .toList();
    }

    private List<Integer> entityTypes() {
        return lengths(source -> source.packageName().equals(ENTITY_PACKAGE)
                && !NOT_ENTITY_TYPES.contains(source.place().getFileName().toString()));
    }

    private List<Integer> lengths(Predicate<Source> wanted) {
        return sources.stream()
                .filter(wanted)
                .map(source -> source.lines().size())
                .sorted()
                .toList();
    }

    private static int sum(List<Integer> lengths) {
        return lengths.stream().mapToInt(Integer::intValue).sum();
    }

    private static String spread(List<Integer> lengths) {
        return at(lengths, 50) + " and " + at(lengths, 95);
    }

    /// The smallest length that this percentage of all do not exceed.
    static int at(List<Integer> sorted, int percent) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
