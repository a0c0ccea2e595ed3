package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.protocol.ProtocolError;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// A filter of the tools that an address shows:
/// `?entities=notes,tasks&ops=list,get&readonly=true&exclude=delete_note&ui=true`. A misspelt filter is refused, never
/// ignored: it may protect somebody's data.
///
/// @param subjects the subjects of the tools; empty for all
/// @param verbs the verbs of their names; empty for all
/// @param readOnly true to leave out tools that write
/// @param excluded the names of tools to leave out
/// @param pages true to show also the tools with a page
record ToolFilter(Set<String> subjects, Set<String> verbs, boolean readOnly, Set<String> excluded, boolean pages)
        implements Predicate<ToolEntry>, Narrowing {
    private static final String SUBJECTS = "entities";
    private static final String VERBS = "ops";
    private static final String READ_ONLY = "readonly";
    private static final String EXCLUDE = "exclude";
    private static final String PAGES = "ui";
    private static final List<String> NAMES = List.of(SUBJECTS, VERBS, READ_ONLY, EXCLUDE, PAGES);
    private static final List<String> FLAGS = List.of("true", "false");

    /// Reads a filter for these tools.
    ///
    /// @throws ProtocolError naming the misspelt word and the possible ones
    static ToolFilter parse(SequencedMap<String, List<String>> query, Collection<ToolEntry> tools) {
        query.keySet().forEach(name -> require(NAMES, name, "query parameter"));
        var readOnly = values(query, READ_ONLY, FLAGS);
        var verbs = values(query, VERBS, names(tools, tool -> tool.definition().verb()));
        return new ToolFilter(
                values(query, SUBJECTS, names(tools, ToolEntry::subject)),
                verbs,
                readOnly.contains("true"),
                values(query, EXCLUDE, names(tools, ToolEntry::name)),
                values(query, PAGES, FLAGS).contains("true"));
    }

    boolean namesSubjects() {
        return !subjects.isEmpty();
    }

    @Override
    public boolean test(ToolEntry tool) {
        return (subjects.isEmpty() || subjects.contains(tool.subject()))
                && (verbs.isEmpty() || verbs.contains(tool.definition().verb()))
                && (!readOnly || tool.effect() == Effect.READS)
                && !excluded.contains(tool.name())
                && tool.page()
                        .map(page -> pages && !excluded.contains(page.plain()))
                        .orElse(true);
    }

    /// Verbs narrow the list only: an address that names `apply` wants the changes that this verb makes.
    @Override
    public boolean admits(String subject, String tool) {
        return (subjects.isEmpty() || subjects.contains(subject)) && !excluded.contains(tool);
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

    private static List<String> names(Collection<ToolEntry> tools, Function<ToolEntry, String> name) {
        return tools.stream().map(name).distinct().toList();
    }

    private static void require(Collection<String> known, String value, String what) {
        if (!known.contains(value)) {
            throw ProtocolError.invalidParameters(
                    "unknown " + what + ": \"" + value + "\"; known are " + String.join(", ", known));
        }
    }
}
